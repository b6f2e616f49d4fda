/** The two books of the project's founding slides, for one delivery period, best prices in the middle. */
export const BOOK_A = `
  s1  sell 21   : 3
  s2  sell 20.8 : 30
  s3  sell 20.7 : 15
  s4  sell 20.6 : 12
  s5  sell 20.5 : 10
  s6  sell 20.4 : 20
  s7  sell 20.2 : 10
  s8  sell 20.1 : 20
  b1  buy  19.9 : 40
  b2  buy  19.8 : 5
  b3  buy  19.7 : 10
  b4  buy  19.6 : 50
  b5  buy  19.5 : 20
  b6  buy  19.4 : 9
  b7  buy  19.3 : 4
  b8  buy  19.1 : 12
`

export const BOOK_B = `
  s1  sell 26 : 30
  s2  sell 25 : 80
  s3  sell 24 : 100
  s4  sell 23 : 400
  b1  buy  22 : 300
  b2  buy  21 : 200
  b3  buy  20 : 150
  b4  buy  19 : 100
`
