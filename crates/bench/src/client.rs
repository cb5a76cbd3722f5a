//! A client that keeps one connection open and knows as much of HTTP as it takes to measure: one request, one answer with a known length.

use anyhow::{Context as _, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One open connection.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
    host: String,
}

impl Client {
    /// Connects to a server on this machine.
    pub async fn to(address: std::net::SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024), host: address.to_string() })
    }

    /// Sends a request and waits for the whole answer: its status and how long its body is.
    pub async fn send(&mut self, method: &str, path: &str, headers: &str, body: &str) -> anyhow::Result<(u16, usize)> {
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n{headers}\r\n", self.host, body.len());
        self.stream.write_all(format!("{head}{body}").as_bytes()).await?;
        self.buffer.clear();
        let ends = loop {
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let head = std::str::from_utf8(&self.buffer[..ends])?.to_ascii_lowercase();
        let status = head.get(9..12).and_then(|code| code.parse().ok()).context("no status")?;
        let length: usize = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .and_then(|length| length.trim().parse().ok())
            .with_context(|| format!("an answer without a length: {head}"))?;
        while self.buffer.len() < ends + length {
            self.more().await?;
        }
        Ok((status, length))
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server hung up");
        }
        Ok(())
    }
}
