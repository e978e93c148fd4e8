/** The interface's words. A language is one JSON file of this folder; the build finds them. */

import { civil, type Civil } from "../days.js";
import files from "languages:all";
import type en from "./en.json";

type Plural = Readonly<Record<string, string>>;
type Words = Readonly<Record<string, string | readonly string[] | Plural>>;
export type Key = keyof typeof en;

/** Every language by its code, English first. */
export const LANGUAGES: Readonly<Record<string, Words>> = files;
const english = files.en as typeof en;

export class Translator {
  private readonly words: Words;
  private readonly plural: Intl.PluralRules;
  private readonly number: Intl.NumberFormat;
  private readonly regions: Intl.DisplayNames;

  constructor(readonly language: string) {
    this.words = LANGUAGES[language] ?? english;
    this.plural = new Intl.PluralRules(language);
    this.number = new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : language);
    this.regions = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  }

  get direction(): "ltr" | "rtl" {
    return this.words._direction === "rtl" ? "rtl" : "ltr";
  }

  get isEnglish(): boolean {
    return this.language === "en";
  }

  /** The message of a key, with its `{names}` filled; `n` also chooses the plural form. */
  say(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    const found = this.words[key] ?? english[key];
    const message =
      typeof found === "string"
        ? found
        : ((found as Plural)[this.plural.select(Number(values.n))] ?? (found as Plural).other!);
    return message.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === "number" ? this.count(value) : (value ?? "");
    });
  }

  /** A message by a key put together from data; the fallback where there is none. */
  maybe(key: string, fallback: string): string {
    return Object.hasOwn(english, key) ? this.say(key as Key) : fallback;
  }

  count(value: number): string {
    return this.number.format(value);
  }

  kilometres(metres: number): string {
    const km = metres / 1000;
    return this.count(km < 3 ? Math.round(km * 10) / 10 : Math.round(km));
  }

  /** A country's name in this language where the browser knows it. */
  region(code: string, fallback: string): string {
    if (this.isEnglish || !/^[A-Z]{2}$/.test(code)) return fallback;
    return this.regions.of(code) ?? fallback;
  }

  date(day: number): string {
    return this.say("date.day", this.parts(civil(day)));
  }

  monthYear(day: number, short = false): string {
    const { month, year } = civil(day);
    return this.say("date.monthYear", { month: this.month(month, short), year: String(year) });
  }

  year(day: number): string {
    return String(civil(day).year);
  }

  /** A span of days, as short as it can be said. */
  span(first: number, last: number, short = false): string {
    const [from, to] = [civil(first), civil(last)];
    const one = (date: Civil) => this.say("date.day", this.parts(date, short));
    if (first === last) return one(from);
    if (from.year !== to.year) return this.say("date.range", { from: one(from), to: one(to) });
    const monthTo = this.month(to.month, short);
    const parts = { ...this.parts(from, short), dayTo: String(to.day), monthTo };
    return this.say(from.month === to.month ? "date.days" : "date.months", parts);
  }

  /** When an incident was, for a narrow place: '26 Jul 2024', 'Jul 2024', '2024'. */
  whenShort(first: number, last: number, precision: string): string {
    if (precision === "year") return this.year(first);
    return precision === "month" ? this.monthYear(first, true) : this.span(first, last, true);
  }

  /** When an incident was, in words, with how exactly that is known. */
  when(first: number, last: number, precision: string): string {
    switch (precision) {
      case "week":
        return this.say("date.week", { date: this.date(first) });
      case "month":
        return this.say("date.month", this.parts(civil(first)));
      case "year":
        return this.say("date.year", this.parts(civil(first)));
      case "range":
        return first === last
          ? this.say("date.about", { date: this.date(first) })
          : this.say("date.between", { span: this.span(first, last) });
      case "unknown":
        return this.say("date.about", { date: this.span(first, last) });
      default:
        return this.span(first, last);
    }
  }

  private parts({ year, month, day }: Civil, short = false): Record<string, string> {
    return { day: String(day), month: this.month(month, short), year: String(year) };
  }

  private month(month: number, short = false): string {
    return (this.words[short ? "monthsShort" : "months"] as readonly string[])[month - 1]!;
  }
}

/** The first of the wanted languages that there is a file for. */
export function choose(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const language = tag.split("-")[0]!;
    if (Object.hasOwn(LANGUAGES, language)) return language;
  }
  return "en";
}
