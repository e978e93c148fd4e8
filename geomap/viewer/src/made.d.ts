/* What build.mjs makes while it bundles. */

declare module "worker:data" {
  const source: string;
  export default source;
}

declare module "languages:all" {
  const files: Readonly<Record<string, Readonly<Record<string, string | string[] | Record<string, string>>>>>;
  export default files;
}
