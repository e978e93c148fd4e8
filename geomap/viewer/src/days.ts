/** Days as whole numbers since 1970-01-01: no clock, no time zone (Hinnant, "chrono dates"). */

import { MISSING } from "./data/container.js";

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export type Step = "day" | "week" | "month";
export const STEPS: readonly Step[] = ["day", "week", "month"];

export function civil(day: number): Civil {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function dayOf({ year, month, day }: Civil): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const ofEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear;
  return era * 146_097 + ofEra - 719_468;
}

/** The day of `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, or null where the text is none of them. */
export function parseDay(text: string): number | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!parts) return null;
  const day = dayOf({ year: Number(parts[1]), month: Number(parts[2] ?? 1), day: Number(parts[3] ?? 1) });
  const { month } = civil(day);
  return month === Number(parts[2] ?? 1) ? day : null;
}

export function isoDay(day: number): string {
  const { year, month, day: dayOfMonth } = civil(day);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`;
}

/** The first day of the step (week from Monday) that holds this day. */
export function startOf(day: number, step: Step): number {
  if (step === "day") return day;
  if (step === "week") return day - ((((day + 3) % 7) + 7) % 7);
  return dayOf({ ...civil(day), day: 1 });
}

/** The first day of the step that is `steps` further on. */
export function moveBy(day: number, step: Step, steps: number): number {
  if (step === "day") return day + steps;
  if (step === "week") return day + 7 * steps;
  const { year, month, day: dayOfMonth } = civil(day);
  const months = year * 12 + month - 1 + steps;
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1, day: 1 };
  const following = months + 1;
  const length =
    dayOf({ year: Math.floor(following / 12), month: (((following % 12) + 12) % 12) + 1, day: 1 }) -
    dayOf(target);
  return dayOf({ ...target, day: Math.min(dayOfMonth, length) });
}

/** The first and last known day of all rows, or null where no date is known. */
export function extent(first: Int32Array, last: Int32Array): [number, number] | null {
  let [from, to] = [Infinity, -Infinity];
  for (let row = 0; row < first.length; row++) {
    if (first[row] === MISSING) continue;
    if (first[row]! < from) from = first[row]!;
    if (last[row]! > to) to = last[row]!;
  }
  return from <= to ? [from, to] : null;
}
