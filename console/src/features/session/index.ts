export { AccountMenu } from './AccountMenu'
export { LogoutButton } from './LogoutButton'
export { SessionGate } from './SessionGate'
