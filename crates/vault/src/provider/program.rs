//! A program that holds the root, or speaks to what holds it: an HSM by PKCS#11, a key service of a cloud or of the council.
//!
//! It is run with one word more than its own arguments, `wrap` or `unwrap`, gets one line of base64 on standard input, and answers with one line
//! of base64 on standard output and exit code 0. Anything else is a refusal, and what it wrote to standard error is said to the operator. It
//! has half a minute. Which program is in the settings and never in the key file: whoever can write that file shall not choose what is run.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use data_encoding::BASE64;
use zeroize::Zeroizing;

use super::{KeyProvider, ProviderError};

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program, with its own arguments.
pub struct KeyProgram {
    program: String,
    arguments: Vec<String>,
}

impl KeyProgram {
    /// The program, then its own arguments. `None` where there is no word.
    pub fn new(words: &[String]) -> Option<Self> {
        let (program, arguments) = words.split_first()?;
        Some(Self { program: program.clone(), arguments: arguments.to_vec() })
    }

    fn ask(&self, what: &'static str, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, ProviderError> {
        let refused = |why: String| ProviderError::Program { program: self.program.clone(), what, why };
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .arg(what)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| refused(error.to_string()))?;
        let line = Zeroizing::new(BASE64.encode(bytes) + "\n");
        if let Some(mut input) = child.stdin.take() {
            // A program that does not read its input says by its exit code what it thinks of it.
            let _ = input.write_all(line.as_bytes());
        }
        let until = Instant::now() + PATIENCE;
        let status = loop {
            match child.try_wait().map_err(|error| refused(error.to_string()))? {
                Some(status) => break status,
                None if Instant::now() >= until => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(refused(format!("it did not answer within {} seconds", PATIENCE.as_secs())));
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let mut said = Zeroizing::new(String::new());
        let mut complaint = String::new();
        let read = child.stdout.take().map_or(Ok(0), |out| out.take(65_536).read_to_string(&mut said));
        let _ = child.stderr.take().map_or(Ok(0), |out| out.take(4_096).read_to_string(&mut complaint));
        if !status.success() {
            return Err(refused(format!("{status}: {}", complaint.trim())));
        }
        read.map_err(|error| refused(error.to_string()))?;
        BASE64
            .decode(said.trim().as_bytes())
            .map(Zeroizing::new)
            .map_err(|_| refused("its answer is no line of base64".to_owned()))
    }
}

impl KeyProvider for KeyProgram {
    fn name(&self) -> &'static str {
        "program"
    }

    fn about(&self) -> String {
        self.program.clone()
    }

    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, ProviderError> {
        Ok(self.ask("wrap", key)?.to_vec())
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, ProviderError> {
        self.ask("unwrap", wrapped)
    }
}
