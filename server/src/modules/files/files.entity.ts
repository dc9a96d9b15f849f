import { at, big, id, int, oneOf, table, text, type Row } from '../../platform/table'

/** 照片、录音: what somebody sent. `new` until it is used for something; what is not within a day is deleted, with its row. */
export const StoredFile = table('file', {
  id: id().key(),
  ownerKind: oneOf('customer', 'staff'),
  ownerId: id(),
  requestId: text(36),
  purpose: text(14),
  media: oneOf('photo', 'voice'),
  contentType: text(20),
  bytes: int(),
  width: int().nullable(),
  height: int().nullable(),
  seconds: int().nullable(),
  sha256: text(64),
  state: oneOf('new', 'kept'),
  subjectType: text(20).nullable(),
  subjectId: id().nullable(),
  ordinal: int().nullable(),
  createdAt: at(),
})
export type StoredFile = Row<typeof StoredFile>

/** 分段上传: a file on its way in parts. The parts are files of the port; a day after its beginning all of it is deleted. */
export const Upload = table('upload', {
  id: id().key(),
  ownerKind: oneOf('customer', 'staff'),
  ownerId: id(),
  requestId: text(36),
  purpose: oneOf('booking_remark', 'trip_condition', 'workshop', 'signature'),
  bytes: int(),
  sha256: text(64),
  /** One bit per part that is here, the lowest for part 0: a guarded update adds one whatever others add at the moment. */
  received: big(),
  state: oneOf('open', 'done'),
  createdAt: at(),
})
export type Upload = Row<typeof Upload>
