"use strict";
// The form in which texts are compared: that of the program's own search, without case, accents, hamzas or vowel marks.

const ALIKE = new Map();
for (const [letters, meaning] of [
  ["ٱٲٳ", "ا"], ["ىیۍېے", "ي"], ["کڪ", "ك"], ["ةہھەۃ", "ه"], ["ß", "ss"], ["ς", "σ"],
  ["ı", "i"], ["ø", "o"], ["đ", "d"], ["ħ", "h"], ["ł", "l"], ["ŧ", "t"], ["æ", "ae"], ["œ", "oe"],
]) {
  for (const letter of letters) ALIKE.set(letter, meaning);
}
const UNSEEN = /[\p{Mn}\p{Me}\p{Cf}\u0640\u0674]/gu;
const BEYOND_ASCII = /[^\x00-\x7f]/gu;
const BLANKS = /[\s\x1c-\x1f\x85]+/u;
const DIGIT = /\p{Nd}/u;

function fold(text) {
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase().split(BLANKS).filter(Boolean).join(" ");
  const bare = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\u0345/gu, "ι").replace(UNSEEN, "");
  const alike = bare.replace(BEYOND_ASCII, (letter) => ALIKE.get(letter) ?? westernDigit(letter));
  return alike.normalize("NFC").split(BLANKS).filter(Boolean).join(" ");
}

// Decimal digits stand in runs of ten, from nought to nine.
function westernDigit(character) {
  if (!DIGIT.test(character)) return character;
  const point = character.codePointAt(0);
  let zero = point;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((point - zero) % 10);
}
