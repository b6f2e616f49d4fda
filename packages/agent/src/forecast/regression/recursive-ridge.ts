export interface RidgeSnapshot {
  readonly weights: number[]
  readonly covariance: number[]
}

/**
 * Linear regression that learns one sample at a time: recursive least squares with a ridge prior (all weights zero, or as
 * told, held by `ridge`) and exponential forgetting. T. Soederstroem and P. Stoica, System Identification, 1989, ch. 9.
 * One step costs about 1.5 n^2 multiplications and allocates nothing.
 */
export class RecursiveRidge {
  readonly size: number
  readonly #forgetting: number
  readonly #ceiling: number
  readonly #weights: Float64Array
  /** Inverse of the weighted sample covariance, n x n, symmetric. */
  readonly #covariance: Float64Array
  readonly #gain: Float64Array

  /**
   * @param ridge penalty on the squared weights, in squared units of the features.
   * @param forgetting weight of a sample relative to the one after it, in (0, 1].
   */
  constructor(prior: readonly number[], ridge: number, forgetting = 1, snapshot?: RidgeSnapshot) {
    const n = prior.length
    this.size = n
    this.#forgetting = forgetting
    this.#ceiling = n / ridge
    this.#weights = Float64Array.from(snapshot?.weights ?? prior)
    this.#covariance = new Float64Array(n * n)
    this.#gain = new Float64Array(n)
    if (snapshot !== undefined) this.#covariance.set(snapshot.covariance)
    else for (let i = 0; i < n; i++) this.#covariance[i * n + i] = 1 / ridge
  }

  predict(features: Float64Array): number {
    let sum = 0
    for (let i = 0; i < this.size; i++) sum += this.#weights[i] * features[i]
    return sum
  }

  learn(features: Float64Array, actual: number): void {
    const n = this.size
    const P = this.#covariance
    const gain = this.#gain
    let spread = this.#forgetting
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let j = 0; j < n; j++) sum += P[i * n + j] * features[j]
      gain[i] = sum
      spread += features[i] * sum
    }
    const error = actual - this.predict(features)
    let trace = 0
    for (let i = 0; i < n; i++) {
      this.#weights[i] += (gain[i] * error) / spread
      for (let j = 0; j <= i; j++) {
        const entry = P[i * n + j] - (gain[i] * gain[j]) / spread
        P[i * n + j] = entry
        P[j * n + i] = entry
      }
      trace += P[i * n + i]
    }
    // forgetting without news would let the covariance grow without end; the prior is the most ignorance there can be
    if (trace / this.#forgetting > this.#ceiling) return
    for (let i = 0; i < n * n; i++) P[i] /= this.#forgetting
  }

  snapshot(): RidgeSnapshot {
    return { weights: Array.from(this.#weights), covariance: Array.from(this.#covariance) }
  }
}
