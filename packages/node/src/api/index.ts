export { NodeClient } from './client/node-client.js'
export { ADMIN_TOKEN_FILE, API_FILE, type ApiFile, openNode } from './client/open-node.js'
export {
  type ConfigMistake,
  type ConfigReport,
  type NewToken,
  SCOPES,
  type Scope,
  type SettingOrigin,
  type SettingReport,
  type TokenReport,
  type Tokens,
} from './contract/administration.js'
export type {
  Approval,
  ApprovalWish,
  InvitationReport,
  Invitations,
  InvitationWish,
  NewInvitation,
} from './contract/admission-report.js'
export { ApiError, type ApiErrorCode, type ApiErrorReport, type Failure, failureOf } from './contract/api-error.js'
export type {
  CertificateReport,
  Certificates,
  ChannelReport,
  LedgerReport,
  MemberReport,
  Members,
  MembershipChange,
  NeighbourReport,
  Neighbours,
  VoteReceipt,
  VoteWish,
} from './contract/community-report.js'
export {
  type AlarmReport,
  type ClockReport,
  type Liveness,
  MODES,
  type Mode,
  type ModeReport,
  type NodeState,
  type Readiness,
  type ReadyCode,
  type ReadyReason,
  type Status,
} from './contract/condition.js'
export type { DecisionRow, Explanation, FateReport, RoundOutcome } from './contract/explanation.js'
export {
  type CarTrips,
  type OwnerPreference,
  PREFERENCES,
  type Preferences,
  type TripReport,
  type Trips,
  type TripsWish,
} from './contract/household.js'
export type {
  Book,
  BookOfSlot,
  BookStep,
  OrderReceipt,
  Orders,
  OrderWish,
  RestingOrder,
  StatementLine,
  StatementQuery,
  StatementReport,
  TradeReport,
  Trades,
  TradesQuery,
} from './contract/market-report.js'
