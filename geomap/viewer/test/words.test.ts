import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../src/days.js";
import { choose, LANGUAGES, Translator } from "../src/i18n/index.js";

const day = (text: string) => parseDay(text)!;

test("every language has every message, with the same values to fill in", () => {
  const named = (message: unknown) =>
    [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
  for (const [language, words] of Object.entries(LANGUAGES)) {
    assert.deepEqual(Object.keys(words), Object.keys(LANGUAGES.en!), language);
    for (const [key, message] of Object.entries(LANGUAGES.en!)) {
      assert.deepEqual(named(words[key]), named(message), `${language}: ${key}`);
    }
    assert.equal((words.months as string[]).length, 12);
  }
});

test("dates are said with how exactly they are known", () => {
  const t = new Translator("en");
  const when = (first: string, last: string, precision: string) =>
    t.when(day(first), day(last), precision);
  assert.equal(when("2024-07-26", "2024-07-26", "day"), "26 July 2024");
  assert.equal(when("2024-07-26", "2024-07-27", "range"), "within 26–27 July 2024");
  assert.equal(when("2024-07-01", "2024-07-31", "month"), "in July 2024");
  assert.equal(when("2024-01-01", "2024-12-31", "year"), "in 2024");
  assert.equal(when("2024-07-22", "2024-07-28", "week"), "in the week of 22 July 2024");
  assert.equal(when("2024-07-26", "2024-07-26", "unknown"), "on or about 26 July 2024");
});

test("spans are as short as they can be said", () => {
  const t = new Translator("en");
  assert.equal(t.span(day("2024-05-01"), day("2024-07-26")), "1 May – 26 July 2024");
  assert.equal(t.span(day("2023-10-17"), day("2024-07-26")), "17 October 2023 – 26 July 2024");
  assert.equal(t.span(day("2024-05-01"), day("2024-05-03"), true), "1–3 May 2024");
});

test("Arabic has its six plurals", () => {
  const t = new Translator("ar");
  const said = [0, 1, 2, 5, 11, 100].map((n) => t.say("incidents", { n }));
  assert.equal(new Set(said).size, 6);
  assert.equal(t.direction, "rtl");
});

test("the first language that there is words for is chosen", () => {
  assert.equal(choose(["fr-FR", "ar-IQ", "en"]), "ar");
  assert.equal(choose(["fr"]), "en");
});

test("a language that a link names is one of ours, whatever the word", () => {
  for (const word of ["constructor", "__proto__", "toString", "<b>", ""]) {
    assert.equal(choose([word]), "en");
  }
  assert.equal(choose(["constructor", "ar-IQ"]), "ar");
  assert.equal(new Translator("en").maybe("toString", "as told"), "as told");
});
