//! What this process and its children cost, as the kernel counts it.

/// What something cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// Processor seconds, of all threads and children.
    pub cpu: f64,
    /// Megabytes at the most.
    pub memory: f64,
}

/// What this process has cost so far, with the children it has waited for.
pub fn so_far() -> Cost {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit(')').next().unwrap_or_default();
    // User and system time of the process and of its children, in hundredths of a second.
    let ticks: f64 = rest.split_whitespace().skip(11).take(4).filter_map(|word| word.parse::<f64>().ok()).sum();
    Cost { cpu: ticks / 100.0, memory: megabytes("VmHWM:") }
}

/// Megabytes that this process takes now.
pub fn resident() -> f64 {
    megabytes("VmRSS:")
}

fn megabytes(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|one| one.strip_prefix(line)).unwrap_or_default();
    line.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
