/** A file on the phone that has not been sent yet. */
export interface LocalFile {
  /** What pictures and players show: a temporary path in WeChat, a blob address in browsers. */
  readonly path: string
  /** Its content; only browsers have it. */
  readonly blob?: Blob
}

/** What came back for a file that was sent. */
export interface SendAnswer {
  readonly statusCode: number
  readonly data: unknown
}

export interface Sending {
  /** Rejects when no answer came. */
  readonly answer: Promise<SendAnswer>
  readonly abort: () => void
}

export interface SendOptions {
  readonly url: string
  readonly token: string
  readonly file: LocalFile
  /** 0 to 100. */
  readonly onProgress: (percent: number) => void
}

/** What came of opening the microphone. */
export type MicrophoneState = 'granted' | 'unasked' | 'refused'

export interface Recorded {
  readonly file: LocalFile
  readonly seconds: number
}

/** A recording that is under way. */
export interface Recording {
  /** Ends it. By itself it ends after the longest time, and when something else needs the microphone. */
  readonly stop: () => void
  /** What was recorded, once it has ended; rejects when the microphone failed. */
  readonly ended: Promise<Recorded>
}

/** The microphone or the album was refused, on the phone or in the app's settings. */
export class NotAllowed extends Error {
  constructor() {
    super('not allowed')
    this.name = 'NotAllowed'
  }
}
