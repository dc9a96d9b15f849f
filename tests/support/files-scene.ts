import { randomUUID } from 'node:crypto'
import { files, urlOf, type Problem } from '@pitlane/contract'
import supertest from 'supertest'
import { attach, linksOf } from '../../server/src/modules/files'
import type { TestApp } from './app'

export interface Sent {
  readonly id: string
  readonly photo: files.PhotoView | null
  readonly voice: files.VoiceView | null
}

interface Answer {
  readonly status: number
  readonly body: Sent
  readonly problem: Problem
}

/** How one file is sent; a new intent each time unless the test says otherwise. */
interface Sending {
  readonly token: string | undefined
  readonly requestId?: string
  readonly type?: string
  readonly purpose?: files.FilePurpose
}

export const someId = () =>
  `01K${randomUUID()
    .replace(/[^0-9a-f]/g, '')
    .toUpperCase()
    .slice(0, 23)}`

/** Sends, reads and attaches files as clients and modules do. */
export function filesOf(t: TestApp) {
  const post = ({ token, requestId = randomUUID(), purpose = 'booking_remark' }: Sending) => {
    const call = supertest(t.url).post(urlOf(files.upload, { query: { purpose, requestId } }))
    return token === undefined ? call : call.set('authorization', `Bearer ${token}`)
  }
  const answerOf = (answer: { status: number; body: unknown }): Answer => ({
    ...{ status: answer.status, body: answer.body as Sent, problem: answer.body as Problem },
  })
  const send = async (bytes: Buffer, sending: Sending) =>
    answerOf(
      await post(sending)
        .set('content-type', sending.type ?? 'application/octet-stream')
        .send(bytes),
    )
  /** What must be accepted. */
  const sent = async (bytes: Buffer, sending: Sending): Promise<Sent> => {
    const { status, body } = await send(bytes, sending)
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
    return body
  }
  const photoOf = async (bytes: Buffer, sending: Sending): Promise<files.PhotoView> => {
    const { photo } = await sent(bytes, sending)
    if (!photo) throw new Error('no photo')
    return photo
  }
  const fetched = (url: string) => supertest(t.url).get(url).responseType('blob')
  return {
    ...{ post, answerOf, send, sent, photoOf, fetched },
    bytesAt: async (url: string) => (await fetched(url)).body as Buffer,
    attach: (customerId: string, fileIds: readonly string[], subjectId: string) =>
      t.world.app.db.tx((tx) =>
        attach(tx, {
          ...{ fileIds, owner: { kind: 'customer', id: customerId } },
          subject: { type: 'booking', id: subjectId, purpose: 'booking_remark' },
        }),
      ),
    linksFor: (...ids: string[]) => linksOf(t.world.app.db.read, t.world.app, 'booking', ids),
  }
}
