import { VendorError } from '../../platform/ports'

/** What came of one attempt; without bytes there is no such object. */
export type Outcome = { readonly bytes: Buffer | undefined } | { readonly error: VendorError }

export const unavailable = (status?: number): VendorError => new VendorError('files-s3', 'unavailable', true, status)

/** The code in an error document: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const codeIn = (body: Buffer): string | undefined =>
  /<Code>(\w{1,60})<\/Code>/.exec(body.subarray(0, 4096).toString('utf8'))?.[1]

/**
 * Only "no such key" means that there is no file: a bucket that does not exist, and a proxy that knows no such page, answer 404 as
 * well, and are mistakes in the configuration.
 */
export function readAnswer(status: number, body: Buffer): Outcome {
  if (status >= 200 && status < 300) return { bytes: body }
  const code = codeIn(body)
  if (status === 404 && code === 'NoSuchKey') return { bytes: undefined }
  if (status === 429 || status >= 500 || code === 'RequestTimeout') return { error: unavailable(status) }
  // A wrong key or bucket, a wrong region (301), a clock that is wrong: the same call fails again.
  return { error: new VendorError('files-s3', 'bad_request', false, status) }
}
