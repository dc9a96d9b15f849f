import { monotonicFactory } from 'ulid'

const ulid = monotonicFactory()

/** A new ULID: 26 characters, sortable by the time it was made, made by the application (TiDB's own numbers are not in order). */
export const newId = (): string => ulid()
