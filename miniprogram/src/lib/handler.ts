/** What a touch does; it may take its time. */
export type Handler = () => void | Promise<void>
