//! What an address leaves out, and how it is shown when that is filled in.

use std::path::Path;
use std::time::Duration;

use postgres::Config;
use postgres::config::{ChannelBinding, Host};

/// How long a server may take to answer before it counts as gone, unless the address says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);
/// A connection that is silent for so long is asked whether it is still there.
const SILENCE: Duration = Duration::from_secs(30);
/// The port that servers have by custom.
const PORT: u16 = 5432;
/// Where servers have their sockets by custom.
const SOCKETS: &str = "/var/run/postgresql";

/// Fills in what the address leaves out.
pub(super) fn complete(
    config: &mut Config,
    told: &dyn Fn(&str, &str) -> Option<String>,
) -> Result<(), String> {
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        match told("host", "PGHOST") {
            Some(host) => config.host(&host),
            None if Path::new(SOCKETS).is_dir() => config.host_path(SOCKETS),
            None => config.host("localhost"),
        };
    }
    if config.get_ports().is_empty()
        && let Some(port) = told("port", "PGPORT")
    {
        let number = port.parse();
        config.port(number.map_err(|_| format!("\"{port}\" is no port; write a number"))?);
    }
    if config.get_user().is_none()
        && let Some(user) = told("user", "PGUSER").or_else(|| told("", "USER"))
    {
        config.user(&user);
    }
    if config.get_dbname().is_none() {
        let database = told("dbname", "PGDATABASE");
        let database = database.or_else(|| config.get_user().map(str::to_owned));
        let missing = "names no database; write postgres://HOST/DATABASE";
        config.dbname(database.as_deref().ok_or(missing)?);
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    if config.get_application_name().is_none() {
        config.application_name("onrecord");
    }
    if let Some(binding) = told("channel_binding", "PGCHANNELBINDING") {
        config.channel_binding(match binding.as_str() {
            "" | "prefer" => ChannelBinding::Prefer,
            "require" => ChannelBinding::Require,
            "disable" => ChannelBinding::Disable,
            other => {
                return Err(format!(
                    "there is no channel_binding \"{other}\"; write disable, prefer or require"
                ));
            }
        });
    }
    config
        .keepalives_idle(SILENCE)
        .keepalives_interval(PATIENCE)
        .keepalives_retries(2)
        .tcp_user_timeout(SILENCE);
    Ok(())
}

/// The address as everybody may see it, the same for everybody who uses the library.
pub(super) fn shown(config: &Config) -> String {
    let database = config.get_dbname().unwrap_or_default();
    let port = port(config);
    let host = host(config);
    let number = |before| {
        if port == PORT {
            String::new()
        } else {
            format!("{before}{port}")
        }
    };
    if host.starts_with('/') {
        format!("postgres:///{database}?host={host}{}", number("&port="))
    } else {
        format!("postgres://{host}{}/{database}", number(":"))
    }
}

pub(super) fn host(config: &Config) -> String {
    let named = config.get_hosts().first().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(path) => path.display().to_string(),
    });
    let number = || config.get_hostaddrs().first().map(ToString::to_string);
    named.or_else(number).unwrap_or_default()
}

pub(super) fn port(config: &Config) -> u16 {
    config.get_ports().first().copied().unwrap_or(PORT)
}
