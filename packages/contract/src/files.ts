import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id, Nothing } from './fields'

/** What may be sent, and how much of it. The server looks at the content, never at its name or header. */
export const limits = {
  photoBytes: 12 * 1024 * 1024,
  photoPixels: 40_000_000,
  voiceBytes: 2 * 1024 * 1024,
  voiceSeconds: 60,
  /** Of one subject, such as a booking. */
  photos: 9,
  voices: 1,
} as const

/** What a file is for: a fault that an owner describes, the car as a driver finds it, or what is seen and signed in the workshop (photos only). Files that were sent and not used for it within a day are deleted. */
export const FilePurpose = z.enum(['booking_remark', 'trip_condition', 'workshop', 'signature'])
export type FilePurpose = z.infer<typeof FilePurpose>

/** Addresses are relative to the API, signed, and good for ten minutes or a little longer: read them again, never keep them. */
export const PhotoView = z.object({
  id: Id,
  /** At most 320 pixels on the longer side. */
  thumbUrl: z.string(),
  /** At most 2048 pixels on the longer side. */
  url: z.string(),
  width: z.int(),
  height: z.int(),
})
export type PhotoView = z.infer<typeof PhotoView>

export const VoiceView = z.object({ id: Id, url: z.string(), seconds: z.int() })
export type VoiceView = z.infer<typeof VoiceView>

/** What belongs to one subject, photos in the order in which they were chosen. */
export const FilesView = z.object({ photos: z.array(PhotoView), voice: z.nullable(VoiceView) })
export type FilesView = z.infer<typeof FilesView>

/** Ids of files to be kept with a subject. */
export const FileIds = z.array(Id).check(z.maxLength(limits.photos + limits.voices))

export const upload = endpoint({
  method: 'POST',
  path: '/api/files',
  summary:
    'Sends one photo (JPEG, PNG, WebP) or voice recording (MP3, AAC, MP4, WebM, Ogg), as the body or as the one file part of multipart/form-data. Photos are encoded anew without their metadata. The same `requestId` again answers with the same file.',
  access: 'session',
  limit: { points: 60, seconds: 300, by: 'session' },
  query: z.object({
    purpose: FilePurpose,
    /** Made once per file by the client. */
    requestId: z.uuid(),
  }),
  upload: { maxBytes: limits.photoBytes, tooLarge: 'files.too_large' },
  response: z.object({ id: Id, photo: z.nullable(PhotoView), voice: z.nullable(VoiceView) }),
  errors: [
    'files.empty',
    'files.too_large',
    'files.not_a_photo',
    'files.heic',
    'files.too_many_pixels',
    'files.broken',
    'files.voice_too_large',
    'files.voice_too_long',
    'files.voice_too_short',
    'files.too_many_waiting',
  ],
})

export const discard = endpoint({
  method: 'DELETE',
  path: '/api/files/:fileId',
  summary: 'Deletes a file that the caller sent and that is not used for anything yet. Repeating it changes nothing.',
  access: 'session',
  params: z.object({ fileId: Id }),
  response: Nothing,
  errors: ['files.in_use'],
})

export const read = endpoint({
  method: 'GET',
  path: '/api/files/:fileId/:variant',
  summary: 'The content behind a signed address. Answers a range of bytes where one is asked for.',
  access: 'public',
  params: z.object({ fileId: Id, variant: z.enum(['full', 'thumb']) }),
  query: z.object({
    /** Until when it is good, in seconds since 1970. */
    exp: z.coerce.number().check(z.int(), z.positive(), z.maximum(99_999_999_999)),
    sig: z.string().check(z.regex(/^[\w-]{43}$/)),
  }),
  response: Nothing,
  download: true,
  errors: ['files.not_found', 'files.link_over'],
})

export const ofBooking = endpoint({
  method: 'GET',
  path: '/api/bookings/:bookingId/files',
  summary: 'Photos and voice that an owner sent with a booking, for the staff of its store.',
  access: { staff: 'booking.read' },
  params: z.object({ bookingId: Id }),
  response: FilesView,
  errors: ['booking.not_found'],
})
