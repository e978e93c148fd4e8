/** Bytes of a file beside the page, by ranges. */

export async function range(address: string, offset: number, length: number): Promise<ArrayBuffer> {
  const asked = { headers: { Range: `bytes=${offset}-${offset + length - 1}` } };
  const answer = await fetch(address, asked);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  // what is asked for may be the whole file, and then a server may say so
  const whole = answer.status === 200 && Number(answer.headers.get("content-length")) <= length;
  if (answer.status !== 206 && !whole) throw new Error("this server gives no byte ranges");
  return answer.arrayBuffer();
}
