import {
  VendorError,
  type FilesPort,
  type SmsMessage,
  type SmsPort,
  type SmsReport,
  type WechatPort,
} from '../../server/src/platform/ports'

/** WeChat as tests want it: a log-in code `user:<name>` belongs to that user, a phone code `phone:<number>` to that number; each once. */
export class TestWechat implements WechatPort {
  readonly sent: Parameters<WechatPort['sendSubscribeMessage']>[0][] = []
  isDown = false
  /** What it answers to messages instead of sending them. */
  refusal: VendorError | undefined
  /** Runs while a message is on its way. */
  onSend: () => Promise<void> = () => Promise.resolve()
  private readonly used = new Set<string>()

  async codeToSession(code: string): Promise<{ openid: string }> {
    return { openid: `openid-${this.take(code, 'user:')}` }
  }

  async phoneOf(code: string): Promise<string> {
    return this.take(code, 'phone:')
  }

  async sendSubscribeMessage(message: Parameters<WechatPort['sendSubscribeMessage']>[0]): Promise<void> {
    await this.onSend()
    if (this.isDown) throw new VendorError('wechat', 'unavailable', true)
    if (this.refusal) throw this.refusal
    this.sent.push(message)
  }

  /** Codes may carry a suffix after `#` so that one user can log in several times. */
  private take(code: string, prefix: string): string {
    if (this.isDown) throw new VendorError('wechat', 'unavailable', true)
    if (!code.startsWith(prefix)) throw new VendorError('wechat', 'code_invalid', false, 40029)
    if (this.used.has(code)) throw new VendorError('wechat', 'code_used', false, 40163)
    this.used.add(code)
    return code.slice(prefix.length).split('#')[0] ?? ''
  }
}

/** Keeps what would have been sent. Its reports are already those of the port. */
export class TestSms implements SmsPort {
  readonly sent: { phone: string; template: string; variables: Record<string, string> }[] = []
  isDown = false
  refusal: VendorError | undefined
  /** The receipt of the next message. */
  receiptId: string | null = null

  async send({ variables, ...message }: SmsMessage): Promise<{ receiptId: string | null }> {
    if (this.isDown) throw new VendorError('sms', 'unavailable', true)
    if (this.refusal) throw this.refusal
    this.sent.push({ ...message, variables: { ...variables } })
    return { receiptId: this.receiptId }
  }

  readReports(body: unknown): SmsReport[] {
    if (!Array.isArray(body)) throw new VendorError('sms', 'bad_request', false)
    return body as SmsReport[]
  }

  lastCode(phone: string): string | undefined {
    return this.sent.findLast(({ phone: to, template }) => to === phone && template === 'login_code')?.variables['code']
  }
}

/** A folder in memory. */
export class TestFiles implements FilesPort {
  readonly kept = new Map<string, Buffer>()
  isDown = false

  async put(key: string, bytes: Buffer): Promise<void> {
    this.check()
    this.kept.set(key, bytes)
  }

  async get(key: string): Promise<Buffer | undefined> {
    this.check()
    return this.kept.get(key)
  }

  async delete(key: string): Promise<void> {
    this.check()
    this.kept.delete(key)
  }

  private check(): void {
    if (this.isDown) throw new VendorError('files', 'unavailable', true)
  }
}
