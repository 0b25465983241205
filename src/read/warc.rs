//! WARC files: archives of what crawlers got. Each page or text in them is a document, with its address as id.
//!
//! The reader is our own: the crate `warc` reads a record into memory whatever its length, and brings a second gzip
//! library. Only the framing is done here; lines of headers are parsed by `httparse`.

use super::open::Input;
use super::{InputOptions, Raw, Work, Works, too_large};
use crate::error::{Error, ErrorKind};
use encoding_rs::Encoding;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::{self, BufRead, Read};

/// Headers are longer than this only in hostile files.
const MAX_HEAD: u64 = 64 << 10;

/// The most headers that are looked at.
const MAX_HEADERS: usize = 256;

/// One item a response, resource or conversion that is a page or a text. Redirects and errors of servers are none.
pub(super) fn pages(source: String, mut input: Input, options: &InputOptions) -> Works<'_> {
    let mut n_records = 0;
    let mut is_over = false;
    Box::new(std::iter::from_fn(move || {
        while !is_over {
            n_records += 1;
            let place = format!("{source}:{n_records}");
            match record(&place, &mut input, options) {
                Ok(Next::Page(work)) => return Some(work),
                Ok(Next::Other) => {}
                Ok(Next::End) => is_over = true,
                Err(error) => {
                    is_over = true;
                    let error = Error::io(&place, &error);
                    return Some(Work::failed(place, error));
                }
            }
        }
        None
    }))
}

enum Next {
    Page(Work),
    /// A record that is no page.
    Other,
    End,
}

/// The next record of a file. After an error the place of the one after it is not known.
fn record(place: &str, input: &mut Input, options: &InputOptions) -> io::Result<Next> {
    while input.fill_buf()?.first().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
        input.consume(1);
    }
    if input.fill_buf()?.is_empty() {
        return Ok(Next::End);
    }
    let head = head(input)?;
    let (version, head) = split_line(&head);
    if !version.starts_with(b"WARC/") {
        return Err(broken("no WARC record stands here"));
    }
    let fields = Fields::parse(head)?;
    let length = fields.get("content-length").and_then(|it| it.parse::<u64>().ok());
    let length = length.ok_or_else(|| broken("a WARC record without Content-Length"))?;
    let mut block = input.take(length);
    let page = page(place, &fields, &mut block, options)?;
    io::copy(&mut block, &mut io::sink())?;
    if block.limit() > 0 {
        return Err(broken("the file ends within a record"));
    }
    Ok(page.map_or(Next::Other, Next::Page))
}

fn page(
    place: &str,
    fields: &Fields,
    block: &mut io::Take<&mut Input>,
    options: &InputOptions,
) -> io::Result<Option<Work>> {
    let is_response = match fields.get("warc-type") {
        Some("response") => true,
        Some("resource" | "conversion") => false,
        _ => return Ok(None),
    };
    let (mut kind, mut http) = (fields.get("content-type").map(str::to_owned), None);
    if is_response {
        if !kind.as_deref().is_some_and(|kind| kind.starts_with("application/http")) {
            return Ok(None);
        }
        let head = head(block)?;
        let (status, head) = split_line(&head);
        if status.split(|byte| *byte == b' ').nth(1) != Some(b"200") {
            return Ok(None);
        }
        let Ok(of_http) = Fields::parse(head) else { return Ok(None) };
        kind = of_http.get("content-type").map(str::to_owned);
        http = Some(of_http);
    }
    let Some(kind) = kind.as_deref().and_then(Kind::parse) else { return Ok(None) };
    let id = fields.get("warc-target-uri").map_or(place, |uri| uri.trim_matches(['<', '>'])).to_owned();
    if block.limit() > options.max_document_bytes as u64 {
        let error = too_large(&id, options);
        return Ok(Some(Work::failed(id, error)));
    }
    let mut body = Vec::new();
    block.read_to_end(&mut body)?;
    let content = match http {
        Some(http) => content(&id, &http, body, options),
        None => Ok(body),
    };
    Ok(Some(match content {
        Ok(body) => Work { id, raw: Raw::Page { body, is_html: kind.is_html, declared: kind.encoding } },
        Err(error) => Work::failed(id, error),
    }))
}

/// What a content type says.
struct Kind {
    is_html: bool,
    encoding: Option<&'static Encoding>,
}

impl Kind {
    /// None for what is neither page nor text.
    fn parse(written: &str) -> Option<Kind> {
        let mut parts = written.split(';').map(str::trim);
        let is_html = match parts.next()?.to_ascii_lowercase().as_str() {
            "text/html" | "application/xhtml+xml" => true,
            "text/plain" => false,
            _ => return None,
        };
        let charset = parts.find_map(|part| {
            let (name, label) = part.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then_some(label.trim().trim_matches(['"', '\'']))
        });
        Some(Kind { is_html, encoding: charset.and_then(|label| Encoding::for_label(label.as_bytes())) })
    }
}

/// The body without what was done to it for its way over the network.
fn content(id: &str, http: &Fields, body: Vec<u8>, options: &InputOptions) -> Result<Vec<u8>, Error> {
    let is_chunked = http.get("transfer-encoding").is_some_and(|it| it.eq_ignore_ascii_case("chunked"));
    // Some crawlers undo the chunks and leave the header as it was.
    let body = if is_chunked { unchunked(&body).unwrap_or(body) } else { body };
    let max = options.max_document_bytes;
    let mut content = Vec::new();
    let encoding = http.get("content-encoding").unwrap_or("identity").to_ascii_lowercase();
    let read = match encoding.as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            MultiGzDecoder::new(body.as_slice()).take(max as u64 + 1).read_to_end(&mut content)
        }
        "deflate" => ZlibDecoder::new(body.as_slice()).take(max as u64 + 1).read_to_end(&mut content),
        "identity" | "gzip" | "x-gzip" | "" => return Ok(body),
        other => {
            let message = format!("{id}: the content encoding {other} is not known");
            return Err(Error::new(ErrorKind::Io, message));
        }
    };
    read.map_err(|error| Error::io(id, &error))?;
    if content.len() > max { Err(too_large(id, options)) } else { Ok(content) }
}

/// A body whose chunks are joined; none when it has no chunks.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let Ok(httparse::Status::Complete((start, len))) = httparse::parse_chunk_size(body) else {
            return None;
        };
        if len == 0 {
            return Some(joined);
        }
        let rest = body.get(start..)?;
        let len = usize::try_from(len).ok()?;
        joined.extend_from_slice(rest.get(..len)?);
        body = rest.get(len..)?.trim_ascii_start();
    }
}

/// Lines up to and with the empty one.
fn head(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut limited = input.take(MAX_HEAD);
    loop {
        let start = head.len();
        if limited.read_until(b'\n', &mut head)? == 0 {
            return Err(broken("headers without an end"));
        }
        if matches!(&head[start..], b"\n" | b"\r\n") {
            return Ok(head);
        }
    }
}

fn split_line(head: &[u8]) -> (&[u8], &[u8]) {
    let end = head.iter().position(|byte| *byte == b'\n').map_or(head.len(), |end| end + 1);
    (head[..end].trim_ascii(), &head[end..])
}

/// The lines of a header.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn parse(head: &[u8]) -> io::Result<Fields> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        match httparse::parse_headers(head, &mut headers) {
            Ok(httparse::Status::Complete((_, headers))) => Ok(Fields(headers.iter().map(field).collect())),
            _ => Err(broken("headers that cannot be read")),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

fn field(header: &httparse::Header<'_>) -> (String, String) {
    (header.name.to_owned(), String::from_utf8_lossy(header.value).trim().to_owned())
}

fn broken(what: &str) -> io::Error {
    let message = format!("{what}: the rest of the file was not read");
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::super::open::buffered;
    use super::*;

    fn record_of(kind: &str, uri: &str, block: &[u8]) -> Vec<u8> {
        let content = if kind == "response" { "application/http; msgtype=response" } else { "text/plain" };
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content}\r\n\
             Content-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn response(uri: &str, status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
        let http = format!("HTTP/1.1 {status}\r\n{headers}\r\n\r\n");
        record_of("response", uri, &[http.as_bytes(), body].concat())
    }

    fn read(bytes: Vec<u8>, options: &InputOptions) -> Vec<Result<(String, String), String>> {
        pages("in".to_owned(), buffered(io::Cursor::new(bytes)), options)
            .map(|work| work.document(options).map(|it| (it.id, it.text)).map_err(|it| it.to_string()))
            .collect()
    }

    fn found(id: &str, text: &str) -> Result<(String, String), String> {
        Ok((id.to_owned(), text.to_owned()))
    }

    #[test]
    fn pages_and_texts_are_read_and_other_records_passed_over() {
        let plain = "Content-Type: text/plain; charset=\"iso-8859-1\"";
        let chunked = "content-type: text/plain\r\nTransfer-Encoding: chunked";
        let bytes = [
            record_of("warcinfo", "x", b"software: none"),
            response("http://a/1", "200 OK", plain, b"caf\xe9"),
            response("http://a/2", "404 Not Found", plain, b"none"),
            response("http://a/3", "200 OK", "Content-Type: image/png", b"\x89PNG"),
            response("<http://a/4>", "200 OK", chunked, b"3\r\nAR \r\n5\r\nrose.\r\n0\r\n\r\n"),
            response("http://a/5", "200 OK", chunked, b"chunks undone"),
            record_of("request", "http://a/6", b"GET / HTTP/1.1\r\n\r\n"),
            record_of("conversion", "http://a/7", b"A text"),
        ];
        assert_eq!(
            read(bytes.concat(), &InputOptions::default()),
            [
                found("http://a/1", "café"),
                found("http://a/4", "AR rose."),
                found("http://a/5", "chunks undone"),
                found("http://a/7", "A text"),
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_one_error_and_the_others_go_on() {
        let options = InputOptions { max_document_bytes: 20, ..InputOptions::default() };
        let br = "Content-Type: text/plain\r\nContent-Encoding: br";
        let bytes = [
            record_of("conversion", "http://a/1", &[b'x'; 30]),
            response("http://a/2", "200 OK", br, b"abc"),
            record_of("conversion", "http://a/3", b"last"),
            b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 9\r\n\r\nabc".to_vec(),
        ];
        let read = read(bytes.concat(), &options);
        let error = |message: &str| Err(message.to_owned());
        assert_eq!(
            read,
            [
                error("http://a/1: larger than 20 bytes: raise --max-document-bytes"),
                error("http://a/2: the content encoding br is not known"),
                found("http://a/3", "last"),
                error("in:4: the file ends within a record: the rest of the file was not read"),
            ]
        );
    }

    #[test]
    fn what_is_no_warc_is_one_error() {
        let message = "in:1: no WARC record stands here: the rest of the file was not read";
        assert_eq!(read(b"Hello\n\n".to_vec(), &InputOptions::default()), [Err(message.to_owned())]);
        assert_eq!(read(b"\r\n".to_vec(), &InputOptions::default()), []);
    }
}
