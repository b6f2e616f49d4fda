/**
 * Who settles. Participants are dense integers from 0, one per site (metering point); the three institutions have fixed
 * numbers of their own, so that adding a participant renumbers nobody.
 */
export type Account = number

/** Sells what was not bought in the market at the retail price, takes what was not sold at the feed-in price. */
export const SUPPLIER = -1
/** Receives the charge for using the wires. */
export const NETWORK = -2
/** Holds what belongs to all: the surplus of a truthful auction, penalties. */
export const COMMUNITY = -3
