declare module "worker:data" {
  const source: string;
  export default source;
}
