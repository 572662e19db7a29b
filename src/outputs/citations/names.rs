//! Who wrote a text, as reference managers want to know it: a person with a family name, or an organisation, whose name is not
//! to be turned round.

use crate::base::fold::one_line;

/// Who wrote or publishes a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// Jane, Doe.
    Person { given: String, family: String },
    /// The City of Oslo, or a person with one name.
    Whole(String),
}

/// Words that name an office and no person, in the languages of the site theme. A name that holds one of them is an
/// organisation's.
const OFFICES: [&str; 66] = [
    "agency",
    "agencia",
    "agence",
    "alcaldía",
    "alliance",
    "assembly",
    "association",
    "authority",
    "ayuntamiento",
    "bank",
    "başkanlığı",
    "belediyesi",
    "bureau",
    "center",
    "centre",
    "centro",
    "city",
    "comité",
    "commission",
    "committee",
    "council",
    "daire",
    "department",
    "departamento",
    "direction",
    "directorate",
    "division",
    "fondation",
    "forum",
    "foundation",
    "fundación",
    "government",
    "group",
    "institute",
    "instituto",
    "institut",
    "library",
    "mairie",
    "ministry",
    "ministerio",
    "ministère",
    "municipalidad",
    "municipality",
    "müdürlüğü",
    "network",
    "office",
    "oficina",
    "organisation",
    "organization",
    "programme",
    "secretariat",
    "team",
    "union",
    "university",
    "ville",
    "اداره",
    "اتحاد",
    "بلدية",
    "دانشگاه",
    "دفتر",
    "سازمان",
    "شبکه",
    "شهرداری",
    "شورای",
    "مرکز",
    "وزارت",
];

impl Name {
    /// Reads a name as it stands in `authors`. `organisations` are names that are known to be none of a person.
    pub fn of(text: &str, organisations: &[&str]) -> Self {
        let text = one_line(text);
        if organisations.contains(&text.as_str()) || is_office(&text) {
            return Self::Whole(text);
        }
        // Written in the order of a catalogue.
        if let Some((family, given)) = text.split_once(", ").filter(|(_, given)| !given.contains(',')) {
            return Self::Person { given: given.to_owned(), family: family.to_owned() };
        }
        let words: Vec<&str> = text.split(' ').collect();
        // What is not capitalised within a name belongs to the family: `Ludwig van der Rohe`.
        let is_particle = |word: &&str| word.starts_with(char::is_lowercase);
        let first = words.iter().skip(1).position(is_particle).map_or(words.len().saturating_sub(1), |place| place + 1);
        match words.split_at_checked(first) {
            Some((given, family)) if !given.is_empty() && !text.contains(',') => {
                Self::Person { given: given.join(" "), family: family.join(" ") }
            }
            _ => Self::Whole(text),
        }
    }

    /// The name as it is read.
    pub fn in_reading_order(&self) -> String {
        match self {
            Self::Person { given, family } => format!("{given} {family}"),
            Self::Whole(name) => name.clone(),
        }
    }
}

/// Is it the name of an office, and of no person?
#[must_use]
pub fn is_office(name: &str) -> bool {
    let is_word = |word: &str| OFFICES.contains(&word.trim_matches(|mark: char| !mark.is_alphanumeric()));
    name.split([' ', '\u{200c}']).any(|word| is_word(&word.to_lowercase())) || name.contains("://") || is_host(name)
}

/// `diplomacy.example.org` signs for an office.
fn is_host(name: &str) -> bool {
    !name.contains(' ')
        && name.split('.').count() > 1
        && name.split('.').all(|part| {
            part.chars().count() > 1 && part.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_have_a_family_name_and_offices_do_not() {
        let person = |given: &str, family: &str| Name::Person { given: given.to_owned(), family: family.to_owned() };
        let whole = |name: &str| Name::Whole(name.to_owned());
        for (text, name) in [
            ("Jane Doe", person("Jane", "Doe")),
            ("Doe, Jane", person("Jane", "Doe")),
            ("Jane  A. Doe", person("Jane A.", "Doe")),
            ("Ludwig van der Rohe", person("Ludwig", "van der Rohe")),
            ("علی رضایی", person("علی", "رضایی")),
            ("دفتر امور بین‌الملل", whole("دفتر امور بین‌الملل")),
            ("شهرداری اراک", whole("شهرداری اراک")),
            ("City of Oslo", whole("City of Oslo")),
            ("International Office, Arak", whole("International Office, Arak")),
            ("diplomacy.example.org", whole("diplomacy.example.org")),
            ("Plato", whole("Plato")),
            ("J. Doe", person("J.", "Doe")),
            ("J.Doe", whole("J.Doe")),
            ("", whole("")),
        ] {
            assert_eq!(Name::of(text, &[]), name, "{text}");
        }
        assert_eq!(Name::of("Green Cities", &["Green Cities"]), whole("Green Cities"));
    }

    #[test]
    fn no_two_offices_are_the_same_word() {
        let mut words = OFFICES.to_vec();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), OFFICES.len());
    }
}
