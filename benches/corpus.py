#!/usr/bin/env python3
"""Generate a deterministic corpus of urban-diplomacy case files.

    corpus.py --cases 1000 --out DIR --format hugo [--seed 7]

Each case is one Markdown file, DIR/<slug>.md, with front matter and four sections
(Context, Key Actions, Achievements, Reasons for Success): 300 to 400 words of body,
with headings, bold and emphasised text, bullet and numbered lists, links, an image
and a block quotation.

Case number i depends only on the seed and on i, so the corpus of 1,000 cases is a
subset of the corpus of 10,000. Every case has a date of its own (to the minute), so
that 'newest first' is the same order whichever program sorts. The body is the same,
byte for byte, in every format but `chancery`, where the picture lies below /assets/;
only the front matter differs:

    chancery YAML; the date is a day, terms are slugs, the picture has a mapping
    hugo    YAML, flat (themes, networks, city ... at the top level)
    11ty    YAML, as hugo
    zola    TOML between +++, terms under [taxonomies], the rest under [extra]
    blades  TOML between +++, terms under [taxonomies], the rest at the top level
    cobalt  YAML; themes become tags (Cobalt has one list of tags and no second
            taxonomy), networks are kept under data but have no pages there

Python 3.8 or newer, standard library only.
"""
import argparse
import datetime
import json
import pathlib
import random
import re
import sys
import unicodedata

THEMES = [
    "Climate Action", "Culture and Creativity", "Migration and Inclusion",
    "Public Safety", "Urban Resilience", "Economic Cooperation",
    "Health and Well-being", "Digital Transformation", "Education and Research",
    "Peace and Reconciliation", "Sustainable Mobility", "Water and Sanitation",
]

NETWORKS = [
    "C40 Cities", "ICLEI", "UCLG", "Eurocities", "Metropolis", "Mayors for Peace",
    "UNESCO Creative Cities Network", "Global Covenant of Mayors",
    "Resilient Cities Network", "Strong Cities Network", "CityNet", "Medcities",
    "Union of Baltic Cities", "Sister Cities International", "Mercociudades",
    "Cities Alliance", "Healthy Cities Network", "Energy Cities", "POLIS Network",
    "Climate Alliance", "Intercultural Cities", "Cities for Global Health",
    "Asian Mayors Forum", "Arab Towns Organization", "Platforma", "Slow Cities",
    "International Association of Francophone Mayors", "Ibero-American Capital Cities",
    "Global Parliament of Mayors", "U20 Urban 20", "World e-Governments Organization",
    "Organization of World Heritage Cities", "Educating Cities", "Fab City Network",
    "Cities Coalition for Digital Rights", "Fast-Track Cities", "Milan Food Policy Pact",
    "Mayors Migration Council", "Covenant of Mayors East", "Commonwealth Local Forum",
]

# 120 countries with one to three cities each.
PLACES = """
Colombia: Medellín, Bogotá, Cali|United States: New York, Pittsburgh, Los Angeles
Netherlands: Amsterdam, Rotterdam|Portugal: Braga, Lisbon, Porto|France: Paris, Lyon
China: Beijing, Guangzhou, Chengdu|Turkey: Istanbul, İzmir|Iran: Arak, Isfahan, Shiraz
Argentina: Buenos Aires, Rosario|Brazil: Curitiba, São Paulo, Recife|Chile: Santiago
Peru: Lima, Arequipa|Ecuador: Quito, Cuenca|Bolivia: La Paz|Uruguay: Montevideo
Paraguay: Asunción|Venezuela: Caracas|Mexico: Mérida, Guadalajara|Guatemala: Antigua
Costa Rica: San José|Panama: Panama City|Cuba: Havana|Jamaica: Kingston|Haiti: Jacmel
Canada: Montréal, Vancouver|Spain: Barcelona, Málaga, Bilbao|Italy: Milan, Turin
Germany: Hamburg, Leipzig, Mannheim|Austria: Vienna, Graz|Switzerland: Geneva, Zürich
Belgium: Ghent, Brussels|Luxembourg: Luxembourg|United Kingdom: Bristol, Manchester
Ireland: Dublin, Cork|Denmark: Copenhagen, Aarhus|Sweden: Malmö, Göteborg|Norway: Oslo
Finland: Helsinki, Tampere|Iceland: Reykjavík|Estonia: Tallinn, Tartu|Latvia: Rīga
Lithuania: Vilnius, Kaunas|Poland: Gdańsk, Kraków|Czechia: Brno|Slovakia: Košice
Hungary: Budapest, Pécs|Slovenia: Ljubljana|Croatia: Zagreb, Rijeka|Serbia: Novi Sad
Bosnia and Herzegovina: Sarajevo|Montenegro: Kotor|North Macedonia: Skopje
Albania: Tirana|Greece: Athens, Thessaloniki|Bulgaria: Plovdiv|Romania: Cluj-Napoca
Moldova: Chișinău|Ukraine: Lviv, Kharkiv|Georgia: Tbilisi|Armenia: Yerevan
Azerbaijan: Baku|Kazakhstan: Almaty|Uzbekistan: Samarkand|Kyrgyzstan: Bishkek
Tajikistan: Dushanbe|Turkmenistan: Ashgabat|Mongolia: Ulaanbaatar|Japan: Hiroshima, Kobe
South Korea: Busan, Seoul|Philippines: Iloilo|Indonesia: Surabaya
Malaysia: Penang|Singapore: Singapore|Thailand: Chiang Mai|Viet Nam: Huế, Đà Nẵng
Cambodia: Phnom Penh|Laos: Luang Prabang|Myanmar: Mandalay|Bangladesh: Khulna
India: Ahmedabad, Kochi|Nepal: Pokhara|Sri Lanka: Galle|Pakistan: Lahore
Afghanistan: Herat|Iraq: Erbil|Syria: Aleppo|Lebanon: Tripoli, Byblos|Jordan: Amman
Saudi Arabia: Medina|Kuwait: Kuwait City|Oman: Muscat
Qatar: Doha|Bahrain: Manama|United Arab Emirates: Sharjah|Yemen: Aden|Egypt: Alexandria
Tunisia: Sfax|Algeria: Oran|Morocco: Chefchaouen, Rabat|Mauritania: Nouakchott
Senegal: Dakar, Saint-Louis|Gambia: Banjul|Mali: Bamako|Burkina Faso: Ouagadougou
Niger: Niamey|Côte d’Ivoire: Abidjan|Ghana: Kumasi|Togo: Lomé|Benin: Cotonou
Nigeria: Ibadan|Cameroon: Douala|Ethiopia: Addis Ababa|Kenya: Kisumu
Uganda: Kampala|Rwanda: Kigali|Tanzania: Mwanza|Mozambique: Maputo, Beira
Zambia: Lusaka|Namibia: Windhoek|South Africa: eThekwini, Cape Town
"""

INITIATIVES = [
    "a charter of shared commitments", "a joint office for resilience",
    "an exchange of municipal experts", "a fund for small projects",
    "a yearly forum of mayors", "a pact on the integration of newcomers",
    "an observatory of urban data", "a school for young diplomats",
    "a trade and innovation bridge", "a compact on clean air",
    "a programme of twin museums", "an early-warning partnership",
]

PARTNERS = [
    "UN-Habitat", "the World Bank", "the European Commission", "UNESCO", "UNDRR",
    "the national foreign ministry", "three partner universities", "the chamber of commerce",
    "a coalition of neighbourhood associations", "the regional development bank",
    "the port authority", "the International Organization for Migration",
]

SUBJECTS = [
    "flood-prone districts", "small creative firms", "recently arrived families",
    "inner-city bus corridors", "public libraries", "coastal wetlands", "informal markets",
    "municipal hospitals", "vocational schools", "historic quarters", "drinking-water networks",
    "open-data platforms",
]

OUTCOMES = [
    "a common set of indicators", "a shared procurement guide", "a network of liaison officers",
    "new rules for public consultation", "a multilingual help desk", "a cross-border bus line",
    "a joint research laboratory", "a standing council of mayors", "a revolving credit line",
    "an award for local ventures",
]

CONTEXT = [
    "In the years before {year}, {city} faced growing pressure on its {subject} and had few channels to speak with cities abroad.",
    "The municipality saw that the questions raised by **{theme}** could not be answered inside the borders of {country} alone.",
    "Local leaders had already signed {n} friendship agreements, yet most of them had brought *ceremonies rather than results*.",
    "A review commissioned by the city council found that {subject} depended on decisions taken far from {city}.",
    "National policy left room for cities to act, and {partner} encouraged {city} to use that room.",
    "Neighbouring towns in {country} had similar needs but lacked the staff to follow international programmes.",
    "The council’s strategy for {year} named international work as a task for every department, not only for the mayor’s cabinet.",
]

ACTION_LEAD = [
    "Together with {partner}, {city} launched {initiative} in {year} and invited {n} cities to join it.",
    "After a year of preparation, the city opened {initiative} with the support of [{network}]({link}) and {partner}.",
    "The mayor presented {initiative} to [{network}]({link}) in {year}, and the first {n} partners signed within months.",
]

ACTION_ITEMS = [
    "**Hosting:** {city} welcomed {big} delegates from {n} cities for a week of workshops on {subject}.",
    "**Training:** municipal staff spent up to {n} weeks in partner cities and reported back to the council.",
    "**Agreements:** {n} memoranda with partner municipalities set out tasks, dates and a named contact for each side.",
    "**Funding:** the city and {partner} paid {n} million euros into a common account for pilot work on {subject}.",
    "**Outreach:** a small team published every decision in {n} languages and answered questions from residents.",
    "**Research:** universities in {city} and abroad studied {subject} and published [their findings]({link}).",
    "**Liaison:** officers were posted to {n} partner cities, each with a clear mandate from the council.",
]

ACHIEVEMENT_LEAD = [
    "Within {n} years the partnership had produced **{outcome}** and drawn wide attention to {subject}.",
    "By {later}, {city} had become a point of reference for **{theme}** well beyond {country}.",
    "An independent evaluation in {later} credited the programme with {outcome} and {outcome2}.",
]

ACHIEVEMENT_ITEMS = [
    "More than {big} residents took part in activities linked to {subject}.",
    "Investment of about {n} million dollars a year reached projects that had waited a decade.",
    "{n} further municipalities in {country} adopted the same approach.",
    "The work was aligned with the *Sustainable Development Goals* and with the agenda of {network}.",
    "The partners agreed on {outcome}, which is still in use.",
    "A yearly report, [open to all readers]({link}), follows the progress of each commitment.",
]

REASONS = [
    "{city} brought international and local institutions to the same table and gave each of them a clear role.",
    "The programme outlived two elections because the council, the administration and {partner} all had a stake in it.",
    "Small, visible steps on {subject} built trust before the larger questions were raised.",
    "Membership of {network} gave the city access to peers who had met the same problems earlier.",
    "Money, staff and time were committed in advance, and the results were published even when they were poor.",
    "By treating **{theme}** as a task for diplomacy, the city won partners that {country} could not have reached by itself.",
]

QUOTES = [
    "We did not go abroad to be seen; we went to learn how others had solved what we could not.",
    "A city that keeps its word to another city changes what people expect of politics.",
    "The treaty was short. The list of names and telephone numbers behind it was long.",
    "Every partner brought one problem and one answer. That was the rule, and it worked.",
    "Diplomacy began for us on the day the engineers started to write to each other.",
]

SPEAKERS = [
    "the deputy mayor", "the head of international relations", "a council member",
    "the coordinator of the programme", "a neighbourhood organiser",
]


def parse_places(text):
    places = []
    for entry in text.replace("\n", "|").split("|"):
        if not entry.strip():
            continue
        country, cities = entry.split(":")
        places.append((country.strip(), [c.strip() for c in cities.split(",")]))
    return places


COUNTRIES = parse_places(PLACES)


def slugify(text):
    """ASCII slug: 'Côte d’Ivoire' gives 'cote-divoire'."""
    text = text.replace("Đ", "D").replace("đ", "d").replace("ı", "i").replace("’", "")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def case_date(i):
    """A minute of its own for every case, scattered over 2005-2023."""
    minutes = (i * 2654435761 + 97) % 9_999_991  # a prime, so no two i below it collide
    return datetime.datetime(2005, 1, 1) + datetime.timedelta(minutes=minutes)


def make_case(i, seed):
    """Case number i as a dict; its body is Markdown."""
    rng = random.Random(f"{seed}:{i}")
    country, cities = COUNTRIES[rng.randrange(len(COUNTRIES))]
    city = rng.choice(cities)
    # A few themes and networks are much more used than others, as on a real site.
    themes = sorted({THEMES[min(int(rng.random() ** 1.3 * 12), 11)]
                     for _ in range(rng.choice((1, 2, 2, 3)))})
    networks = sorted({NETWORKS[min(int(rng.random() ** 1.5 * 40), 39)]
                       for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4)))})
    date = case_date(i)
    slug = f"{slugify(city)}-{i:06d}"
    initiative = rng.choice(INITIATIVES)
    theme = rng.choice(themes)

    def fill(sentence):
        year = date.year
        return sentence.format(
            city=city, country=country, theme=theme, year=year,
            later=year + rng.randrange(2, 6), n=rng.randrange(3, 60),
            big=f"{rng.randrange(4, 90)},{rng.randrange(1000):03d}",
            initiative=initiative, partner=rng.choice(PARTNERS),
            subject=rng.choice(SUBJECTS), outcome=rng.choice(OUTCOMES),
            outcome2=rng.choice(OUTCOMES),
            network=rng.choice(networks) if networks else rng.choice(NETWORKS),
            link=f"https://reports.example.org/{slug}/{rng.randrange(100)}")

    def some(bank, low, high):
        return [fill(s) for s in rng.sample(bank, rng.randrange(low, high + 1))]

    numbered = rng.random() < 0.4
    image = f"/images/theme-{THEMES.index(theme) + 1:02d}.svg"
    alt = f"{city}, seen from its main square"
    parts = [
        "## Context", " ".join(some(CONTEXT, 3, 4)),
        f"![{alt}]({image})",
        "## Key Actions", fill(rng.choice(ACTION_LEAD)),
        "\n".join(f"- {s}" for s in some(ACTION_ITEMS, 4, 5)),
        "## Achievements", fill(rng.choice(ACHIEVEMENT_LEAD)),
        "\n".join(f"{k}. {s}" if numbered else f"- {s}"
                  for k, s in enumerate(some(ACHIEVEMENT_ITEMS, 3, 4), 1)),
        "## Reasons for Success", " ".join(some(REASONS, 3, 4)),
        f"> “{rng.choice(QUOTES)}”\n>\n> — *{rng.choice(SPEAKERS)}, {city}*",
    ]
    return {
        "slug": slug,
        "title": f"{city}, {country}: {initiative}",
        "city": city,
        "country": country,
        "date": date.strftime("%Y-%m-%dT%H:%M:00Z"),
        "summary": f"How {city} used {initiative} to advance {theme.lower()}, with "
                   f"{len(networks) or 'no'} city network{'' if len(networks) == 1 else 's'} "
                   f"and {rng.choice(PARTNERS)} at its side.",
        "image": image,
        "image_alt": alt,
        "themes": themes,
        "networks": networks,
        "body": "\n\n".join(parts) + "\n",
    }


def quoted(value):
    """A double-quoted scalar that YAML and TOML both read."""
    return json.dumps(value, ensure_ascii=False)


def quoted_list(values):
    return "[" + ", ".join(quoted(v) for v in values) + "]"


def yaml_flat(case):
    lines = ["---", f"title: {quoted(case['title'])}", f"slug: {case['slug']}",
             f"city: {quoted(case['city'])}", f"country: {quoted(case['country'])}",
             f"date: {case['date']}", f"summary: {quoted(case['summary'])}",
             f"image: {case['image']}", f"image_alt: {quoted(case['image_alt'])}"]
    for key in ("themes", "networks"):
        if case[key]:
            lines.append(f"{key}:")
            lines += [f"  - {quoted(v)}" for v in case[key]]
        else:
            lines.append(f"{key}: []")
    return "\n".join(lines + ["---", ""])


def toml_zola(case):
    return "\n".join([
        "+++", f"title = {quoted(case['title'])}", f"slug = {quoted(case['slug'])}",
        f"date = {case['date']}", f"description = {quoted(case['summary'])}",
        "[taxonomies]", f"themes = {quoted_list(case['themes'])}",
        f"networks = {quoted_list(case['networks'])}",
        "[extra]", f"city = {quoted(case['city'])}", f"country = {quoted(case['country'])}",
        f"image = {quoted(case['image'])}", f"image_alt = {quoted(case['image_alt'])}",
        "+++", ""])


def toml_blades(case):
    return "\n".join([
        "+++", f"title = {quoted(case['title'])}", f"slug = {quoted(case['slug'])}",
        f"date = {case['date']}", f"summary = {quoted(case['summary'])}",
        f"image = {quoted(case['image'])}", f"image_alt = {quoted(case['image_alt'])}",
        f"city = {quoted(case['city'])}", f"country = {quoted(case['country'])}",
        "[taxonomies]", f"themes = {quoted_list(case['themes'])}",
        f"networks = {quoted_list(case['networks'])}", "+++", ""])


def yaml_cobalt(case):
    date = case["date"].replace("T", " ").replace("Z", " +0000")
    return "\n".join([
        "---", f"title: {quoted(case['title'])}", f"slug: {case['slug']}",
        "layout: case.liquid", f"published_date: {date}",
        f"description: {quoted(case['summary'])}", f"tags: {quoted_list(case['themes'])}",
        "data:", f"  city: {quoted(case['city'])}", f"  country: {quoted(case['country'])}",
        f"  image: {case['image']}", f"  image_alt: {quoted(case['image_alt'])}",
        f"  networks: {quoted_list(case['networks'])}", "---", ""])


def yaml_chancery(case):
    lines = ["---", f"title: {quoted(case['title'])}", f"city: {quoted(case['city'])}",
             f"country: {quoted(case['country'])}", f"date: {case['date'][:10]}",
             f"summary: {quoted(case['summary'])}",
             "image:", f"  file: {case['image'].lstrip('/')}", f"  alt: {quoted(case['image_alt'])}"]
    for key in ("themes", "networks"):
        lines.append(f"{key}: [{', '.join(slugify(v) for v in case[key])}]")
    return "\n".join(lines + ["---", ""])


FORMATS = {
    "chancery": yaml_chancery, "hugo": yaml_flat, "11ty": yaml_flat,
    "zola": toml_zola, "blades": toml_blades, "cobalt": yaml_cobalt,
}


def write_corpus(out, cases, form, seed=7):
    """Write the corpus into out and return the number of bytes and words of the bodies."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    front = FORMATS[form]
    size = words = 0
    for i in range(cases):
        case = make_case(i, seed)
        body = case["body"]
        if form == "chancery":
            body = body.replace("](/images/", "](/assets/images/")
        data = (front(case) + "\n" + body).encode()
        (out / f"{case['slug']}.md").write_bytes(data)
        size += len(data)
        words += len(case["body"].split())
    return size, words


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--format", choices=sorted(FORMATS), default="hugo")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    size, words = write_corpus(args.out, args.cases, args.format, args.seed)
    print(f"{args.cases} cases, {size} bytes, {words / max(args.cases, 1):.0f} words a case",
          file=sys.stderr)


if __name__ == "__main__":
    main()
