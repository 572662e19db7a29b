use super::*;

fn read(heading: &str) -> Option<(String, &'static str)> {
    place_name(heading).map(|place| (place.city, place.country.as_str()))
}

/// A city, its country, and headings that name it.
type Dressed = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const CITIES: &[Dressed] = &[
    ("Medellín", "CO", &[
        "Medellín, Colombia", "Medellín (Colombia)", "Medellín [Colombia]", "Medellín – Colombia", "Medellín - Colombia",
        "Medellín-Colombia", "Medellín,Colombia", "Medellín; Colombia", "Medellín | Colombia", "Medellín Colombia",
        "Medellín, CO", "Medellín (CO)", "Colombia: Medellín", "Colombia – Medellín", "Medellín, Colombia.",
        "“Medellín, Colombia”", "Medellín, Colombia*", "3. Medellín, Colombia", "Case 3: Medellín, Colombia",
        "Medellín, Colombia: from fear to hope", "Medellín, Colombia – a city of cable cars",
        "Medellín (Colombia): cable cars", "Medellín, Colombia (a pilot)", "Case study – Medellín, Colombia",
        "Case study Medellín, Colombia", "Good practice: Medellín, Colombia", "The city of Medellín, Colombia",
        "Medellín, Antioquia, Colombia", "Medellín (Antioquia), Colombia", "Medellín (2015–2020), Colombia",
        "2015–2020: Medellín, Colombia", "A. Medellín, Colombia", "IV) Medellín, Colombia", "Lessons from Medellín, Colombia",
    ]),
    ("Nice", "FR", &["Nice, France (2015–2020)", "Nice France 2019", "Nice/France", "Nice, FR (since 2015)"]),
    ("Gaziantep", "TR", &["Gaziantep/Turkey", "Gaziantep / Türkiye", "Turkey/Gaziantep", "Gaziantep, TR"]),
    ("Paris", "FR", &["Paris, FR", "Paris FR", "Paris, Île-de-France, France", "Paris, Île-de-France", "Paris (Île-de-France), France", "Ville de Paris, France"]),
    ("Turin", "IT", &["Turin Italy", "Turin ITALY", "Case study: Turin, Piedmont, Italy", "Turin Italy (2006)"]),
    ("Oslo", "NO", &["Oslo (Norway)", "Oslo（Norway）", "Oslo — the green capital, Norway", "Oslo, Norway¹", "#1: Oslo, Norway", "[Oslo, Norway]", "Oslo (Norway, 2016)", "Oslo: a green city, Norway"]),
    ("Lyon", "FR", &["Case study: Lyon, France", "Spotlight: Lyon, France", "Water diplomacy: Lyon, France", "Lyon, France | Water"]),
    ("Seoul", "KR", &["Seoul, Republic of Korea", "Seoul South Korea", "South Korea: Seoul"]),
    ("New York", "US", &["New York, United States", "New York, NY, USA", "New York USA", "New York, New York, United States of America"]),
    ("Washington, D.C.", "US", &["Washington, D.C., USA", "1. Washington, D.C., United States"]),
    ("Frankfurt (Oder)", "DE", &["Frankfurt (Oder), Germany"]),
    ("Mexico City", "MX", &["Mexico City, Mexico", "Mexico City Mexico", "Mexico: Mexico City"]),
    ("Ciudad de México", "MX", &["Ciudad de México, Mexico"]),
    ("Berlin", "DE", &["Berlin, DE", "Berlin, Germany", "Germany, Berlin"]),
    ("Tbilisi", "GE", &["Tbilisi, Georgia", "Tbilisi, GE", "Georgia – Tbilisi"]),
    ("Brighton and Hove", "GB", &["Brighton and Hove, UK"]),
    ("Sarajevo", "BA", &["Sarajevo, Bosnia and Herzegovina", "Sarajevo (Bosnia & Herzegovina)"]),
    ("Port of Spain", "TT", &["Port of Spain, Trinidad and Tobago"]),
    ("Singapore", "SG", &["Singapore", "Singapore (2019)", "2. Singapore"]),
    ("Hüttendorf an der Alm", "AT", &["Hüttendorf an der Alm, Austria", "Hüttendorf an der Alm, Tyrol, Austria (2020)"]),
    ("مدلین", "CO", &["مدلین، کلمبیا", "مدلین/کلمبیا", "مدلین (کلمبیا)", "مطالعهٔ موردی: مدلین، کلمبیا", "کلمبیا: مدلین"]),
    ("تورین", "IT", &["تورین ایتالیا", "تورین، ایتالیا (۲۰۱۵–۲۰۲۰)", "شهر تورین، ایتالیا", "۲) تورین – ایتالیا", "تورین، ایتالیا، ۱۳۹۵ تا ۱۴۰۰"]),
    ("پاریس", "FR", &["پاریس، ایل‌دوفرانس، فرانسه", "نمونه: پاریس، فرانسه", "پاریس، فرانسه: شهر نور"]),
];

#[test]
fn cities_are_read_in_all_their_dresses() {
    for (city, country, headings) in CITIES {
        for heading in *headings {
            assert_eq!(read(heading), Some(((*city).to_owned(), *country)), "{heading}");
        }
    }
}

#[test]
fn several_cities_in_a_heading_are_no_city() {
    for heading in [
        "Oslo & Bergen, Norway",
        "Oslo and Bergen, Norway",
        "Oslo, Bergen and Tromsø, Norway",
        "Oslo/Bergen, Norway",
        "Oslo – Bergen (Norway)",
        "Oslo + Bergen Norway",
        "Paris, France and Rome, Italy",
        "Lyon (France) / Geneva (Switzerland)",
        "Oslo, Norway – Stockholm, Sweden",
        "Lyon – Geneva, Switzerland",
        "Bursa ve İzmir, Turkey",
        "اسلو و برگن، نروژ",
        "Singapore & Hong Kong",
    ] {
        assert_eq!(named(heading), Named::Several, "{heading}");
    }
}

#[test]
fn headings_that_hold_a_comma_are_not_cities_for_that() {
    for heading in [
        "Culture, creativity and exchange",
        "Context",
        "Colombia",
        "2030, and beyond",
        "",
        "()",
        "–",
        "Paris Agreement",
        "Thank you Georgia",
        "Made in Germany",
        "Why Italy",
        "Portland, OR",
        "Portland, ME",
        "Los Angeles, California",
        "Wilmington, DE",
        "Richmond, CA",
        "Atlanta, Georgia",
        "Climate and Energy",
        "Colombia: from fear to hope",
        "France, 2015–2020",
        "Nordic countries: Norway and Sweden",
        "South Africa",
        "Lost in France",
        "Part 2: Results",
        "هوای پاک، آب پاک",
        "درس‌هایی از ایتالیا",
        "با سپاس ایران",
    ] {
        assert_eq!(named(heading), Named::Nothing, "{heading}");
    }
}
