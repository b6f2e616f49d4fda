/**
 * Build the packages where any source is newer than the last build; what it says goes to stderr.
 * @returns whether there is a build to run
 */
export function ensureBuilt(): Promise<boolean>
