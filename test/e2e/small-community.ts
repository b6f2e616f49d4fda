/** Two houses and a shop for a day: small enough to run it many times, with everything that a table can hold. */
export const SMALL_COMMUNITY = `
name: small
seed: 7
time: { zone: Asia/Tokyo, start: 2018-05-15, days: 1, warmUpDays: 0 }
market:
  mechanism: continuous
  slotMinutes: 30
  roundMinutes: 10
  openBeforeMinutes: 240
  gateClosureMinutes: -10
  quoteLeadsMinutes: [60, 30, 0]
  tick: 0.1
  lotWh: 100
  band: { min: 0, max: 50 }
tariff: { retail: 26, feedIn: 8.5 }
weather: { latitude: 35.9, longitude: 139.7, clearness: 0.8, variability: 0.1 }
forecast: { kind: noisy, sd: 0.1 }
cases:
  call:
    description: one price for all
    market: { mechanism: call }
sites:
  - name: h{n}
    replicate: { count: 2 }
    kind: house
    feeder: f1
    preference: profit
    contractKw: 10
    legKw: 5
    devices:
      - { kind: pv, peakKw: 5, tiltDegrees: 30, azimuthDegrees: 0 }
      - { kind: battery, capacityKwh: 10, chargeKw: 3, dischargeKw: 3, strategy: value }
      - { kind: household, profile: detached, dailyKwh: 11 }
  - name: s1
    kind: store
    feeder: f1
    preference: cheapest
    contractKw: 50
    legKw: 5
    devices:
      - { kind: household, profile: store, dailyKwh: 30 }
`
