declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    duration?: number
    amount?: number
  }
  interface Result {
    duration: number
    non2xx: number
    errors: number
    requests: { total: number }
    latency: { p99: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
