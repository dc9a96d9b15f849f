/** Milliseconds before each question to WeChat, growing: about a minute in all, and below twenty questions a minute. */
export const WAITS_MS: readonly number[] = [0, 1000, 2000, 3000, 5000, 8000, 13_000, 21_000]

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
