export { createInviter, type Invited } from './mail.ts'
