//! Where a new site can be published, and the files that make a host build it.
//!
//! Comes in: names of hosts, as `hosts` in `site.yaml` has them; goes out: destinations, or what is wrong with a name, in words.

use crate::base::message::Message;
use crate::base::suggest::closest;
use crate::config::Host;

/// Where a site is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    name: &'static str,
    /// The entry of `hosts` in `site.yaml`; none where the host wants no file from the build.
    pub(super) host: Option<Host>,
    /// The file that lets the host build the site by itself, and its text; none where somebody copies the site there.
    pub(super) recipe: Option<(&'static str, &'static str)>,
}

const DESTINATIONS: [Destination; 5] = [
    Destination {
        name: "github-pages",
        host: Some(Host::GithubPages),
        recipe: Some((".github/workflows/publish.yml", include_str!("new_site/publish/github-pages.yml"))),
    },
    Destination {
        name: "gitlab-pages",
        host: None,
        recipe: Some((".gitlab-ci.yml", include_str!("new_site/publish/gitlab-pages.yml"))),
    },
    Destination {
        name: "netlify",
        host: Some(Host::Netlify),
        recipe: Some(("netlify.toml", include_str!("new_site/publish/netlify.toml"))),
    },
    Destination { name: "cloudflare", host: Some(Host::Cloudflare), recipe: None },
    Destination { name: "nginx", host: Some(Host::Nginx), recipe: None },
];

impl Destination {
    /// The names of all of them.
    #[must_use]
    pub fn names() -> String {
        DESTINATIONS.map(|known| known.name).join(", ")
    }

    /// The destination of this name; `github` and `gitlab` are enough.
    ///
    /// # Errors
    /// There is none: the message to show.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let written = text.trim().to_ascii_lowercase();
        let is_meant = |known: &&Destination| known.name == written || known.name == format!("{written}-pages");
        DESTINATIONS.iter().find(is_meant).copied().ok_or_else(|| {
            let names = DESTINATIONS.iter().flat_map(|known| [known.name, known.name.trim_end_matches("-pages")]);
            let help = match closest(&written, names) {
                Some(near) => say!("did you mean `{near}`?", near),
                None => {
                    say!("choose among {names}, or leave it out; any other host needs no file", names = Self::names())
                }
            };
            say!("there are no files for a host `{text}`; {help}", text, help)
        })
    }

    /// Several of them, with commas between; none in an empty text.
    ///
    /// # Errors
    /// One of them is not known: the message to show.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, Message> {
        text.split(',').filter(|name| !name.trim().is_empty()).map(Self::parse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_is_known_by_its_name_and_by_a_short_one() {
        let names =
            |text: &str| Destination::parse_all(text).map(|all| all.iter().map(|one| one.name).collect::<Vec<_>>());
        assert_eq!(names("github, Netlify").unwrap(), ["github-pages", "netlify"]);
        assert_eq!(names(" ").unwrap(), [""; 0]);
        let told = |text: &str| names(text).unwrap_err().english();
        assert!(told("netlfy").ends_with("did you mean `netlify`?"), "{}", told("netlfy"));
        assert!(told("ftp").contains("choose among github-pages, gitlab-pages, netlify, cloudflare, nginx"));
    }

    #[test]
    fn every_host_of_the_configuration_is_one() {
        for host in Host::ALL {
            assert_eq!(Destination::parse(host.name()).unwrap().host, Some(host));
        }
    }
}
