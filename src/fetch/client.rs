//! Asking a host for something: within limits of time, size and redirects, and by an honest name.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::error::Error as _;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fmt};

use chrono::{DateTime, Utc};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};

use super::address::joined;
use super::guard::{Guard, Private};
use super::proxies::Proxies;
use super::{Reach, is_address};

/// Who asks.
const NAME: &str = concat!(
    "onrecord/",
    env!("CARGO_PKG_VERSION"),
    " (a reader for news; fetches what its reader names)"
);
/// The largest thing that is fetched, unpacked, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;
/// So often a host may send the reader on.
const REDIRECTS: u32 = 5;
/// How long everything may take, from the name to the last byte.
const ALL: Duration = Duration::from_secs(60);
/// How long a host may take to be found, and to take the connection.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a host may think before it answers.
const ANSWER: Duration = Duration::from_secs(20);

/// Why something could not be fetched, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    address: String,
    reason: String,
    absent: bool,
}

impl Trouble {
    pub(super) fn new(address: &str, reason: impl Into<String>) -> Self {
        Self {
            address: address.to_owned(),
            reason: reason.into(),
            absent: false,
        }
    }

    /// Whether the host says that there is no such thing (the answers 400 to 499).
    pub(super) const fn is_absent(&self) -> bool {
        self.absent
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.address, self.reason)
    }
}

/// What a host answers.
pub(super) enum Answer {
    /// It is what it was.
    Same,
    /// Here it is.
    Came(Response),
}

/// What tells whether something is what it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tags {
    pub(super) etag: Option<String>,
    pub(super) modified: Option<String>,
}

/// Something that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Response {
    /// Where it came from in the end.
    pub(super) address: String,
    pub(super) at: DateTime<Utc>,
    /// The fields of the answer.
    pub(super) fields: Vec<(String, String)>,
    /// Unpacked.
    pub(super) body: Vec<u8>,
}

impl Response {
    /// The value of a field.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// What the host says that it is.
    pub(super) fn kind(&self) -> String {
        let kind = self.field("content-type").unwrap_or("of unknown kind");
        kind.split(';').next().unwrap_or_default().trim().to_owned()
    }

    /// Whether it is a page.
    pub(super) fn is_page(&self) -> bool {
        match self.field("content-type") {
            Some(kind) => kind.to_ascii_lowercase().contains("html"),
            None => self.body.trim_ascii_start().starts_with(b"<"),
        }
    }
}

pub(super) struct Client {
    guard: Guard,
    proxies: Proxies,
    /// Asks hosts without a proxy.
    direct: Agent,
    /// Ask hosts through a proxy, by its address.
    through: HashMap<String, Agent>,
}

impl Client {
    pub(super) fn new(reach: Reach) -> Self {
        let proxies = Proxies::of(|name| env::var(name).ok());
        Self::with(Guard::new(reach), proxies)
    }

    pub(super) fn with(guard: Guard, proxies: Proxies) -> Self {
        Self {
            guard,
            proxies,
            direct: agent(None, guard),
            through: HashMap::new(),
        }
    }

    /// What stands at an address, if it is not what it was according to its tags.
    pub(super) fn get(&mut self, address: &str, tags: Option<&Tags>) -> Result<Answer, Trouble> {
        let end = Instant::now() + ALL;
        let mut at = address.to_owned();
        for _ in 0..=REDIRECTS {
            // The address that leads somewhere else is the one that the reader knows.
            let failed = |reason| Trouble::new(address, reason);
            let response = self.ask(&at, tags, end).map_err(failed)?;
            let status = response.status().as_u16();
            let location = response.headers().get("location");
            let location = location.and_then(|location| location.to_str().ok());
            match (status, location) {
                (304, _) => return Ok(Answer::Same),
                (301 | 302 | 303 | 307 | 308, Some(location)) => {
                    let next = joined(&at, location).filter(|next| is_address(Path::new(next)));
                    at = next.ok_or_else(|| failed(format!("leads to {location}; check it")))?;
                }
                (200, _) => return taken(&at, response).map(Answer::Came).map_err(failed),
                _ => {
                    return Err(Trouble {
                        absent: (400..500).contains(&status),
                        ..failed(answered(status))
                    });
                }
            }
        }
        let why = format!("sends on more than {REDIRECTS} times; open it in a browser");
        Err(Trouble::new(address, why))
    }

    /// Asks the host of one address, and nobody else.
    fn ask(
        &mut self,
        address: &str,
        tags: Option<&Tags>,
        end: Instant,
    ) -> Result<ureq::http::Response<Body>, String> {
        let fault = || "is no address that can be fetched; check it".to_owned();
        let uri: Uri = address.parse().map_err(|_| fault())?;
        let (scheme, host) = uri.scheme_str().zip(uri.host()).ok_or_else(fault)?;
        if uri
            .authority()
            .is_some_and(|whole| whole.as_str().contains('@'))
        {
            return Err(
                "names a user, which would be kept with the page; fetch it with 'curl' and open the file".to_owned(),
            );
        }
        let agent = match self.proxies.between(scheme, host) {
            Some(_) if !self.guard.allows_name(host) => return Err(private()),
            Some(proxy) => match self.through.entry(proxy.to_owned()) {
                Entry::Occupied(agent) => agent.into_mut(),
                Entry::Vacant(place) => {
                    let proxy = Proxy::new(proxy).map_err(|_| {
                        format!("cannot be fetched: the environment names {proxy} as proxy, which is none that can be used; correct it")
                    })?;
                    place.insert(agent(Some(proxy), Guard::open()))
                }
            },
            None => &self.direct,
        };
        let mut request = agent.get(address);
        if let Some(tags) = tags {
            for (name, value) in [
                ("if-none-match", &tags.etag),
                ("if-modified-since", &tags.modified),
            ] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        let left = end.saturating_duration_since(Instant::now());
        let request = request.config().timeout_global(Some(left)).build();
        request.call().map_err(|error| reason(&error))
    }
}

/// What asks hosts, through a proxy or itself. Redirects are followed by [`Client::get`], so that each is checked.
fn agent(proxy: Option<Proxy>, guard: Guard) -> Agent {
    let config = Config::builder()
        .user_agent(NAME)
        .accept("text/html, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5")
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(proxy)
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT))
        .timeout_recv_response(Some(ANSWER))
        .build();
    Agent::with_parts(config, DefaultConnector::default(), guard)
}

/// What a host sent, up to [`LARGEST`].
fn taken(address: &str, mut response: ureq::http::Response<Body>) -> Result<Response, String> {
    let fields = response.headers().iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let fields = fields.collect();
    let mut body = Vec::new();
    let limited = response.body_mut().with_config().limit(LARGEST + 1);
    let read = limited.reader().take(LARGEST + 1).read_to_end(&mut body);
    read.map_err(|error| io_reason(&error))?;
    if body.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(Response {
        address: address.to_owned(),
        at: Utc::now(),
        fields,
        body,
    })
}

fn private() -> String {
    format!("{Private}; if you mean it, add --allow-private")
}

fn too_large() -> String {
    let megabytes = LARGEST / (1024 * 1024);
    format!("is larger than {megabytes} MB; fetch it with 'curl -O' if you want it all the same")
}

/// What an answer that brings nothing means.
fn answered(status: u16) -> String {
    let meaning = match status {
        401 | 407 => "it wants a password; save the page in your browser",
        402 | 403 | 451 => "it may not be fetched; save the page in your browser",
        404 | 410 => "there is no such page; check the address",
        429 => "it has been asked too often; try again later",
        500.. => "the host is in trouble; try again later",
        _ => "no page came; open it in a browser",
    };
    format!("the host answers {status}: {meaning}")
}

fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Other(other) if other.downcast_ref::<Private>().is_some() => private(),
        ureq::Error::HostNotFound => "there is no such host; check the address".to_owned(),
        ureq::Error::Timeout(_) => "takes too long to answer; try again later".to_owned(),
        ureq::Error::ConnectProxyFailed(why) => {
            format!(
                "cannot be fetched through your proxy ({why}); check http_proxy and https_proxy"
            )
        }
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
            "is no address that can be fetched; check it".to_owned()
        }
        ureq::Error::BodyExceedsLimit(_) => too_large(),
        ureq::Error::Io(error) => io_reason(error),
        other => format!("cannot be fetched ({other}); try again, or open it in a browser"),
    }
}

fn io_reason(error: &io::Error) -> String {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ureq::Error>());
    if let Some(inner) = inner {
        return reason(inner);
    }
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            "takes too long to answer; try again later".to_owned()
        }
        io::ErrorKind::ConnectionRefused => {
            "its host takes no connection; check the address".to_owned()
        }
        io::ErrorKind::UnexpectedEof => "ended before all of it had come; try again".to_owned(),
        _ => {
            let within = error
                .source()
                .map_or(String::new(), |source| format!(", {source}"));
            format!("cannot be fetched ({error}{within}); check the address and your network")
        }
    }
}
