/** Bytes of a file beside the page, by ranges. */

export async function range(address: string, offset: number, length: number): Promise<ArrayBuffer> {
  const asked = { headers: { Range: `bytes=${offset}-${offset + length - 1}` } };
  const answer = await fetch(address, asked);
  if (answer.status !== 206) throw new Error("this server gives no byte ranges");
  return answer.arrayBuffer();
}
