/** The worker's plumbing: a question in, an answer out, whole arrays handed over. */

import { Answers } from "./answers.js";
import type { Answered, Asked } from "./protocol.js";

const answers = new Answers();

self.onmessage = (event: MessageEvent<Asked>) => {
  const { number, question } = event.data;
  answers.to(question).then(
    (answer) => reply({ number, answer }, answer),
    (error: unknown) => reply({ number, error: String(error) }, null),
  );
};

function reply(message: Answered, answer: unknown): void {
  const owned = answer instanceof Int32Array || answer instanceof Uint8Array;
  (self as unknown as Worker).postMessage(message, owned ? [answer.buffer as ArrayBuffer] : []);
}
