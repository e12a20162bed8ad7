// The words in which two texts agree, by the same rule as `review/highlight.py`; and a search over all sources.

const COMMON = new Set(DATA.common);
const WORD = /[\p{L}\p{N}\u0300-\u036f]+/gu;
const JOINT = /^([ \t\r\n\u00a0\u2000-\u200a\u3000]+|[-./])$/;
const STROKES = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ß": "ss" };

const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]+/g, "")
  .replace(/[øłđðæœıþß]/g, (letter) => STROKES[letter]);
const singular = (word) => (word.length > 3 && /[^s]s$/.test(word) && !/^\p{Nd}+$/u.test(word) ? word.slice(0, -1) : word);
const tells = (word) => !COMMON.has(word) && !COMMON.has(singular(word)) && ([...word].length > 2 || /\p{N}/u.test(word));

const foldedWords = (...texts) => texts.flatMap((text) => text.match(WORD) || []).map(fold);
const tellingWords = (...texts) => new Set(foldedWords(...texts).filter(tells).map(singular));
/** The common ones, too: what a person typed is what they look for. */
const allWords = (text) => foldedWords(text).map(singular);

/** A text to its pieces, `[piece, agrees]`; neighbours that agree, words or the parts of a date, are one piece. */
function segments(text, agreeing) {
  const spans = [];
  for (const found of text.matchAll(WORD)) {
    if (!agreeing.has(singular(fold(found[0])))) continue;
    const end = found.index + found[0].length;
    const last = spans.at(-1);
    if (last && JOINT.test(text.slice(last[1], found.index))) last[1] = end;
    else spans.push([found.index, end]);
  }
  const pieces = [];
  let at = 0;
  for (const [start, end] of spans) {
    pieces.push([text.slice(at, start), false], [text.slice(start, end), true]);
    at = end;
  }
  return [...pieces, [text.slice(at), false]].filter(([piece]) => piece);
}

const marked = (text, agreeing) =>
  segments(text, agreeing).map(([piece, agrees]) => (agrees ? h("mark", null, piece) : piece));

const fileWords = (path) => path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/i, "").replace(/[-_]/g, " ");
const sourceWords = (source) => [source.title, source.author, source.date, fileWords(source.path), source.url].join(" ");
const claimWords = (claim) => [...claim.citations, claim.title, claim.description].join(" ");

const trigrams = (word) => {
  const padded = ` ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
};

/** How alike two words are: the Dice coefficient of their trigrams. */
function alike(one, other) {
  let shared = 0;
  for (const part of one) if (other.has(part)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}

const ALIKE = 0.55;
let searchIndex = null;

/** What a person typed to the best sources: those that hold most of its words, then those with words alike. */
function searchSources(query, limit) {
  const asked = fold(query).split(/\s+/).filter(Boolean).map((word) => ({ word, parts: trigrams(word) }));
  if (!asked.length) return [];
  searchIndex ||= SOURCES.map((source) => {
    const text = fold(sourceWords(source));
    return { source, text, words: (text.match(WORD) || []).map(trigrams) };
  });
  const ranked = [];
  for (const { source, text, words } of searchIndex) {
    let score = 0;
    for (const { word, parts } of asked) {
      if (text.includes(word)) score += 1;
      else score += Math.max(0, ...words.map((other) => alike(parts, other)).filter((ratio) => ratio >= ALIKE)) / 2;
    }
    if (score) ranked.push({ source, score });
  }
  ranked.sort((a, b) => b.score - a.score || (a.source.path < b.source.path ? -1 : 1));
  return ranked.slice(0, limit).map(({ source }) => source);
}
