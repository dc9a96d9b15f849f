import type { IncomingMessage } from 'node:http'
import { Busboy } from '@fastify/busboy'
import type { Endpoint } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'

type Limits = NonNullable<Endpoint['upload']>

/** Room for the boundaries and headers of a form around the file. */
const FORM_BYTES = 16 * 1024

/**
 * Reads the one file that a request carries: its body, or the one file part of multipart/form-data, which is all that
 * WeChat can send. Throws `tooLarge` as soon as it is known, and `request.invalid` for a form that is none or holds
 * several files. What is left of a refused body is read and forgotten by node, so that the caller gets the answer.
 */
export async function readUpload(req: IncomingMessage, limits: Limits): Promise<Buffer> {
  const isForm = /^multipart\/form-data\b/i.test(req.headers['content-type'] ?? '')
  const announced = Number(req.headers['content-length'] ?? 0)
  // Something before us has read it already: JSON, which is no file.
  if (req.readableEnded || req.destroyed) throw broken()
  if (announced > limits.maxBytes + (isForm ? FORM_BYTES : 0)) throw new AppError(limits.tooLarge)
  return isForm ? readForm(req, limits) : readBody(req, limits)
}

const broken = () => new AppError('request.invalid', { fields: [{ at: 'body', rule: 'file' }] })

/** The caller is gone before the end: nobody hears the answer, but the request must come to its own. */
const onBreak = (req: IncomingMessage, end: () => void) => req.once('close', () => req.complete || end())

function readBody(req: IncomingMessage, { maxBytes, tooLarge }: Limits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const stop = (e: AppError) => {
      req.off('data', take)
      reject(e)
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) stop(new AppError(tooLarge))
      else chunks.push(chunk)
    }
    req.on('data', take)
    req.once('end', () => resolve(Buffer.concat(chunks)))
    onBreak(req, () => stop(broken()))
  })
}

function readForm(req: IncomingMessage, { maxBytes, tooLarge }: Limits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const files: Buffer[][] = []
    const form = openForm(req, maxBytes)
    const stop = (e: AppError) => {
      req.unpipe(form)
      req.resume()
      reject(e)
    }
    form.on('file', (_name, stream) => {
      const chunks: Buffer[] = []
      files.push(chunks)
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.once('limit', () => stop(new AppError(tooLarge)))
      stream.on('error', () => stop(broken()))
    })
    form.once('filesLimit', () => stop(broken()))
    form.on('error', () => stop(broken()))
    form.once('finish', () => {
      const [file] = files
      if (file) resolve(Buffer.concat(file))
      else reject(broken())
    })
    onBreak(req, () => stop(broken()))
    req.pipe(form)
  })
}

function openForm(req: IncomingMessage, maxBytes: number) {
  try {
    const headers = { ...req.headers, 'content-type': req.headers['content-type'] ?? '' }
    return new Busboy({ headers, limits: { files: 1, fileSize: maxBytes, fields: 20, fieldSize: 1024, parts: 24 } })
  } catch {
    throw broken()
  }
}
