// Search: looks up words in the index that the build made. search-view.js shows what is found.
//
// The index lies in scripts that call chancerySearch: a page from a folder may load nothing else. docs/themes.md ("Search") and
// src/search/ of the program say what is in them; tests/search/words.tsv holds `words` to src/search/words.rs.

(() => {
  "use strict";

  /** What a place of a word counts, by the letter before it in the index. */
  const LEVELS = [1, 2, 3, 5, 8, 13, 21];
  /** A beginning of a word that so many files or more would be needed for stands for itself alone. */
  const MOST_FILES = 6;
  /** What a word counts that only begins as the one that was typed, and one that is spelt otherwise. */
  const PREFIX = 0.6;
  const TYPO = 0.4;
  /** How many spellings stand in for a word that is nowhere, and up to which length it may have one wrong letter only. */
  const MOST_SPELLINGS = 3;
  const SHORT_WORD = 7;

  const indexUrl = new URL(document.currentScript.dataset.index, document.baseURI);

  // Words

  const JOINTS = "\u200c-\u2010\u2011";
  const DROPPED =
    /[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u00ad\u034f\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/;
  const LETTER = /[\p{Alphabetic}\p{M}\p{N}]/u;
  const SIGN = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3134f}]/u;
  const SAME = new Map(
    Object.entries({
      ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ŋ: "n", ı: "i", ĸ: "q", ə: "e",
      ς: "σ", ي: "ی", ى: "ی", ك: "ک", ة: "ه", ە: "ه", ۀ: "ه",
    }),
  );
  for (let digit = 0; digit < 10; digit += 1) {
    for (const zero of [0x660, 0x6f0]) SAME.set(String.fromCharCode(zero + digit), String(digit));
  }

  /** A character as it is compared: without accents, in small letters, Arabic letters as Persian ones, digits as 0 to 9. */
  function fold(character) {
    if (character <= "\x7f") return character.toLowerCase();
    let folded = "";
    for (const part of character.normalize("NFKD")) {
      if (DROPPED.test(part)) continue;
      for (const lower of part.toLowerCase()) folded += SAME.get(lower) ?? lower;
    }
    return folded;
  }

  /**
   * Tells the words of a text in order: `found(word, start, ends, parts)`. The word begins at `start` of the text, and its
   * letter `i` ends at `ends[i]`. A word of parts comes after these, of which so many were told.
   */
  function eachWord(text, found) {
    let whole = "";
    let starts = [];
    let ends = [];
    let part = 0;
    let parts = 0;
    let told = 0;
    const tell = (from, count) => {
      if (whole.length - from < 2) return;
      found(whole.slice(from), starts[from], ends.slice(from), count);
      told += 1;
    };
    const endPart = () => {
      if (part === whole.length) return;
      tell(part, 0);
      part = whole.length;
      parts += 1;
    };
    const end = () => {
      endPart();
      if (parts > 1) tell(0, told);
      whole = "";
      [starts, ends] = [[], []];
      part = parts = told = 0;
    };
    let place = 0;
    for (const character of text) {
      const after = place + character.length;
      if (JOINTS.includes(character)) {
        endPart();
      } else {
        const folded = fold(character);
        // Accents belong to the letter before them.
        if (folded === "" && ends.length > 0) ends[ends.length - 1] = after;
        for (const letter of folded) {
          if (SIGN.test(letter)) {
            end();
            found(letter, place, [after], 0);
          } else if (LETTER.test(letter)) {
            for (const unit of letter) {
              whole += unit;
              for (let index = 0; index < unit.length; index += 1) {
                starts.push(place);
                ends.push(after);
              }
            }
          } else {
            end();
          }
        }
      }
      place = after;
    }
    end();
  }

  function words(text) {
    const all = [];
    eachWord(text, (word) => all.push(word));
    return all;
  }

  // Files of the index

  const files = new Map();
  let start = null;

  /** A file of the index, as a promise of what is in it. */
  function load(name, fingerprint) {
    if (!files.has(name)) {
      const entry = {};
      entry.data = new Promise((resolve, reject) => {
        entry.resolve = resolve;
        const script = document.createElement("script");
        script.src = new URL(`${name}${fingerprint ? `.${fingerprint}` : ""}.js`, indexUrl);
        script.onerror = () => {
          files.delete(name);
          reject(new Error(name));
        };
        script.onload = () => script.remove();
        document.head.append(script);
      });
      files.set(name, entry);
    }
    return files.get(name).data;
  }

  /** What every file calls. */
  function take(name, data) {
    files.get(name)?.resolve(data);
  }

  /** The beginning of the index, with what follows from it. */
  async function begin() {
    start ??= await load("index", "").then((data) => {
      let first = 0;
      for (const group of data.groups) {
        group.first = first;
        first += group.count;
      }
      return { ...data, total: first, common: new Set(data.common.split(" ")) };
    });
    return start;
  }

  /** Which of the files that begin with these words hold what lies from `low` to `high`. */
  function range(firsts, low, high) {
    const last = firsts.findLastIndex((first) => first <= high);
    const first = Math.max(firsts.findLastIndex((word) => word <= low), 0);
    return { first, last: Math.max(last, first) };
  }

  function loadRange(kind, { first, last }) {
    const loads = [];
    for (let index = first; index <= last; index += 1) loads.push(load(`${kind}-${index}`, start[kind].files[index]));
    return Promise.all(loads);
  }

  // Looking up

  /** Where a word stands, from `lima A3,1C2`: calls `tell(document, what it counts)`. */
  function eachPlace(places, tell) {
    for (const [, letter, list] of places.matchAll(/([A-G])([^A-G]*)/g)) {
      let document = 0;
      for (const distance of list.split(",")) {
        document += parseInt(distance, 36);
        tell(document, LEVELS[letter.charCodeAt(0) - 65]);
      }
    }
  }

  /** Adds the documents of a word to `scores`, in which the best counts. */
  function addPlaces(scores, places, factor) {
    const found = [];
    eachPlace(places, (document, level) => found.push([document, level]));
    // What is rare says more.
    const weight = factor * (1 + Math.log2(start.total / found.length));
    for (const [document, level] of found) scores.set(document, Math.max(scores.get(document) ?? 0, level * weight));
  }

  /** The documents of a word, and of those that begin with it where it is the last one that was typed. */
  async function documentsOf(word, isLast) {
    const scores = new Map();
    let span = range(start.terms.firsts, word, isLast ? `${word}\uffff` : word);
    const asPrefix = isLast && span.last - span.first < MOST_FILES;
    if (!asPrefix) span = range(start.terms.firsts, word, word);
    for (const shard of await loadRange("terms", span)) {
      for (const entry of entriesFrom(shard, word)) {
        const space = entry.indexOf(" ");
        const is = entry.slice(0, space);
        if (is === word) addPlaces(scores, entry.slice(space), 1);
        else if (asPrefix && is.startsWith(word)) addPlaces(scores, entry.slice(space), PREFIX);
      }
    }
    return { scores, asPrefix };
  }

  /** The entries of a file that begin with some letters; they lie side by side. */
  function entriesFrom(shard, letters) {
    const begin = shard.startsWith(letters) ? 0 : shard.indexOf(`;${letters}`) + 1;
    if (begin === 0 && !shard.startsWith(letters)) return [];
    const last = shard.lastIndexOf(`;${letters}`) + 1;
    const end = shard.indexOf(";", Math.max(last, begin));
    return shard.slice(begin, end < 0 ? shard.length : end).split(";");
  }

  /** How many letters are wrong, missing, too many or swapped; more than `most` is `most + 1`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + wrong);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  }

  /** The words that somebody may have meant by one that is nowhere; the first letter is taken for right. */
  async function spellings(word) {
    const most = word.length > SHORT_WORD ? 2 : 1;
    const initial = String.fromCodePoint(word.codePointAt(0));
    const near = [];
    for (const shard of await loadRange("words", range(start.words.firsts, initial, `${initial}\uffff`))) {
      for (const entry of shard.split(" ")) {
        const other = entry.slice(0, -1);
        if (!other.startsWith(initial)) continue;
        const far = distance(word, other, most);
        if (far <= most) near.push({ word: other, far, frequent: parseInt(entry.slice(-1), 36) });
      }
    }
    near.sort((one, other) => one.far - other.far || other.frequent - one.frequent);
    return near.filter(({ far }) => far === near[0].far).slice(0, MOST_SPELLINGS);
  }

  /** What was asked for: words, of which some may be written as one or in parts. */
  function asked(text) {
    const all = [];
    eachWord(text, (word, begin, ends, parts) => {
      const written = text.slice(begin, ends.at(-1));
      const alternatives = parts > 0 ? all.splice(-parts).flatMap((part) => part.alternatives) : [];
      all.push({ written, alternatives: parts > 0 ? [[word], alternatives.flat()] : [[word]] });
    });
    return all.slice(0, 8);
  }

  /** The documents of something asked for, in the one or the other way of writing it. */
  async function lookUp({ written, alternatives }, isLast, marks) {
    const scores = new Map();
    for (const parts of alternatives) {
      let together = null;
      for (const [index, word] of parts.entries()) {
        const found = await documentsOf(word, isLast && index === parts.length - 1);
        (found.asPrefix ? marks.prefixes : marks.words).add(word);
        together = together === null ? found.scores : both(together, found.scores);
      }
      for (const [document, score] of together) scores.set(document, Math.max(scores.get(document) ?? 0, score));
    }
    if (scores.size > 0) return { written, scores };
    const meant = await spellings(alternatives[0].join(""));
    for (const { word } of meant) {
      const found = await documentsOf(word, false);
      marks.words.add(word);
      for (const [document, score] of found.scores) scores.set(document, Math.max(scores.get(document) ?? 0, score * TYPO));
    }
    return { written, scores, meant: meant[0]?.word };
  }

  function both(one, other) {
    return new Map([...one].filter(([key]) => other.has(key)).map(([key, score]) => [key, score + other.get(key)]));
  }

  /** Everything that holds the words of a text: by kind, the best first. */
  async function find(text) {
    await begin();
    const marks = { words: new Set(), prefixes: new Set() };
    let queries = asked(text);
    const says = queries.filter(({ alternatives }) => !start.common.has(alternatives[0][0]));
    if (says.length > 0 && queries.length > 1) queries = says.includes(queries.at(-1)) ? says : [...says, queries.at(-1)];
    const answers = await Promise.all(queries.map((query, index) => lookUp(query, index === queries.length - 1, marks)));
    // Where no document holds all words, those that hold most of them.
    const matches = new Map();
    for (const { scores } of answers) {
      for (const [document, score] of scores) {
        const match = matches.get(document) ?? { document, count: 0, score: 0 };
        match.count += 1;
        match.score += score;
        matches.set(document, match);
      }
    }
    const most = Math.max(0, ...[...matches.values()].map(({ count }) => count));
    const best = [...matches.values()].filter(({ count }) => count === most);
    best.sort((one, other) => other.score - one.score || one.document - other.document);
    const groups = start.groups.map((group, number) => ({
      ...group,
      number,
      found: best.filter(({ document }) => document >= group.first && document < group.first + group.count),
    }));
    return {
      marks,
      total: best.length,
      groups: groups.filter(({ found }) => found.length > 0),
      meant: answers.filter(({ meant }) => meant),
      missing: answers.filter(({ scores }) => scores.size === 0).map(({ written }) => written),
    };
  }

  /** What is shown of some documents of a group. */
  async function details(group, found) {
    const record = async ({ document }) => {
      const place = document - group.first;
      const file = Math.floor(place / group.at_once);
      const records = await load(`results-${group.number}-${file}`, group.files[file]);
      return records[place % group.at_once];
    };
    return Promise.all(found.map(record));
  }

  window.chancerySearch = Object.assign(take, { begin, details, eachWord, find, indexUrl, words });
})();
