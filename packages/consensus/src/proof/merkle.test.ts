import { describe, expect, it } from 'vitest'
import { isUnderRoot, merklePath, merkleRoot } from './merkle.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const leaves = (count: number) => Array.from({ length: count }, (_, i) => Uint8Array.of(i))

describe('a Merkle tree', () => {
  it('has the roots of RFC 6962', () => {
    // the test tree of the certificate transparency reference implementation
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
    const tree = inputs.map((input) => new Uint8Array(Buffer.from(input, 'hex')))
    expect(hex(merkleRoot([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(hex(merkleRoot(tree.slice(0, 1)))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
    expect(hex(merkleRoot(tree.slice(0, 3)))).toBe('aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77')
    expect(hex(merkleRoot(tree))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
  })

  it('proves every leaf of every size, and nothing else', () => {
    for (let count = 1; count <= 33; count++) {
      const tree = leaves(count)
      const root = merkleRoot(tree)
      for (let i = 0; i < count; i++) {
        const path = merklePath(tree, i)
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)))
        expect(isUnderRoot(tree[i], path, root)).toBe(true)
        expect(isUnderRoot(Uint8Array.of(i, 0), path, root)).toBe(false)
        if (count > 1) expect(isUnderRoot(tree[(i + 1) % count], path, root)).toBe(false)
      }
    }
  })

  it('does not take a node for a leaf', () => {
    const [left, right] = leaves(4).reduce<Uint8Array[]>((nodes, _, i, all) => {
      if (i % 2 === 0) nodes.push(merkleRoot(all.slice(i, i + 2)))
      return nodes
    }, [])
    expect(hex(merkleRoot([Uint8Array.of(...left, ...right)]))).not.toBe(hex(merkleRoot(leaves(4))))
  })

  it('refuses a place that is not there', () => {
    expect(() => merklePath(leaves(2), 2)).toThrow('there is no leaf 2 among 2')
  })
})
