//! Parts of the world, each with its countries: the first level of UN M49, as CLDR has it (`territoryContainment`).

use super::CountryCode;

/// A part of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// 002
    Africa,
    /// 019
    Americas,
    /// 142
    Asia,
    /// 150
    Europe,
    /// 009; Antarctica too.
    Oceania,
}

/// The countries of all regions but Oceania, which has the others.
const MEMBERS: [(Region, &str); 4] = [
    (
        Region::Africa,
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG \
         RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW",
    ),
    (
        Region::Americas,
        "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS \
         MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI",
    ),
    (
        Region::Asia,
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA \
         SA SG SY TH TJ TL TM TR TW UZ VN YE",
    ),
    (
        Region::Europe,
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO \
         PL PT RO RS RU SE SI SJ SK SM UA VA XK",
    ),
];

impl Region {
    /// All of them, in the order in which lists have them.
    pub const ALL: [Self; 5] = [Self::Africa, Self::Americas, Self::Asia, Self::Europe, Self::Oceania];

    /// The name of the region for machines; the words of site themes have `region_` before it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Africa => "africa",
            Self::Americas => "americas",
            Self::Asia => "asia",
            Self::Europe => "europe",
            Self::Oceania => "oceania",
        }
    }
}

impl CountryCode {
    /// The part of the world in which the country lies.
    #[must_use]
    pub fn region(self) -> Region {
        let code = self.as_str();
        let found = MEMBERS.iter().find(|(_, members)| members.split_ascii_whitespace().any(|member| member == code));
        found.map_or(Region::Oceania, |(region, _)| *region)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_member_is_a_country_and_stands_once() {
        let codes: Vec<&str> = MEMBERS.iter().flat_map(|(_, members)| members.split_ascii_whitespace()).collect();
        assert!(codes.iter().all(|code| CountryCode::parse(code).is_some()));
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        assert_eq!(codes.len(), 250 - 30, "30 countries are in Oceania");
    }

    #[test]
    fn countries_lie_where_readers_look_for_them() {
        let region = |code| CountryCode::parse(code).map(CountryCode::region);
        assert_eq!(region("CO"), Some(Region::Americas));
        assert_eq!(region("TR"), Some(Region::Asia));
        assert_eq!(region("IR"), Some(Region::Asia));
        assert_eq!(region("PT"), Some(Region::Europe));
        assert_eq!(region("KE"), Some(Region::Africa));
        assert_eq!(region("NZ"), Some(Region::Oceania));
    }
}
