//! A Merkle tree that only grows, hashed as RFC 6962 section 2.1 lays down: `0x00` before a leaf, `0x01` before a node.

use sha2::{Digest as _, Sha256};

use crate::journal::chain::Hash;

/// The hash of a leaf.
pub(crate) fn leaf(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0x00]).chain_update(data).finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// The root over leaf hashes; of no leaves it is the hash of nothing.
pub(crate) fn root(leaves: &[Hash]) -> Hash {
    let mut tree = Growing::default();
    leaves.iter().for_each(|leaf| tree.add(*leaf));
    tree.root()
}

/// A tree as far as it has grown: how many leaves it has, and the roots of the whole subtrees that they make, the largest first.
/// That is all that is needed to add a leaf and to say the root: at most sixty-four hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Growing {
    size: u64,
    peaks: Vec<Hash>,
}

impl Growing {
    /// A tree that was kept. `None` where the peaks are not as many as the size needs.
    pub(crate) fn kept(size: u64, peaks: &[u8]) -> Option<Self> {
        let (peaks, rest) = peaks.as_chunks::<32>();
        let whole = rest.is_empty() && peaks.len() == size.count_ones() as usize;
        whole.then(|| Self { size, peaks: peaks.to_vec() })
    }

    /// The peaks, to be kept.
    pub(crate) fn peaks(&self) -> Vec<u8> {
        self.peaks.concat()
    }

    /// How many leaves there are.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of a leaf. Subtrees of the same size become one, as digits are carried when counting in twos.
    pub(crate) fn add(&mut self, leaf: Hash) {
        let mut subtree = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                subtree = node(&left, &subtree);
            }
        }
        self.peaks.push(subtree);
        self.size += 1;
    }

    /// The root.
    pub(crate) fn root(&self) -> Hash {
        let joined = self.peaks.iter().rev().copied().reduce(|right, left| node(&left, &right));
        joined.unwrap_or_else(|| Sha256::digest([]).into())
    }
}

/// The largest power of two that is smaller than a size of at least two: where RFC 6962 parts a tree.
const fn split(size: usize) -> usize {
    size.next_power_of_two() / 2
}

/// Proves that the tree over these leaves begins with the tree over the first `before` of them (RFC 6962 section 2.1.2).
pub(crate) fn consistency(before: usize, leaves: &[Hash]) -> Vec<Hash> {
    fn part(before: usize, leaves: &[Hash], whole: bool, proof: &mut Vec<Hash>) {
        if before == leaves.len() {
            if !whole {
                proof.push(root(leaves));
            }
            return;
        }
        let (left, right) = leaves.split_at(split(leaves.len()));
        if before <= left.len() {
            part(before, left, whole, proof);
            proof.push(root(right));
        } else {
            part(before - left.len(), right, false, proof);
            proof.push(root(left));
        }
    }
    let mut proof = Vec::new();
    if before > 0 && before < leaves.len() {
        part(before, leaves, true, &mut proof);
    }
    proof
}

/// Whether a proof shows that a tree of `after` leaves begins with one of `before` (RFC 9162 section 2.1.4.2).
pub(crate) fn is_consistent(before: u64, old: &Hash, after: u64, new: &Hash, proof: &[Hash]) -> bool {
    if before == 0 {
        return proof.is_empty() && *old == root(&[]);
    }
    if before == after {
        return proof.is_empty() && old == new;
    }
    let mut path = proof.iter();
    // A tree of a power of two is a node of the larger one itself, and the proof leaves it out.
    let first = if before.is_power_of_two() { Some(old) } else { path.next() };
    let Some(&first) = first.filter(|_| before < after) else { return false };
    let shift = (before - 1).trailing_ones();
    let (mut at, mut last) = ((before - 1) >> shift, (after - 1) >> shift);
    let (mut old_root, mut new_root) = (first, first);
    for step in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old_root = node(step, &old_root);
            new_root = node(step, &new_root);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_root = node(&new_root, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && old_root == *old && new_root == *new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(count: usize) -> Vec<Hash> {
        (0..count).map(|nth| leaf(&nth.to_be_bytes())).collect()
    }

    /// The root as the standard defines it, by halves: slow, and with nothing in common with the tree that grows.
    fn by_halves(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [one] => *one,
            _ => {
                let (left, right) = leaves.split_at(split(leaves.len()));
                node(&by_halves(left), &by_halves(right))
            }
        }
    }

    #[test]
    fn the_tree_that_grows_has_the_root_that_the_standard_defines() {
        let leaves = leaves(200);
        let mut tree = Growing::default();
        for count in 0..leaves.len() {
            assert_eq!(tree.root(), by_halves(&leaves[..count]), "{count} leaves");
            assert_eq!(Growing::kept(tree.size(), &tree.peaks()).as_ref(), Some(&tree));
            tree.add(leaves[count]);
        }
        assert_eq!(Growing::kept(3, &[0; 32]), None);
    }

    #[test]
    fn a_tree_that_grew_is_proved_to_have_grown_and_nothing_else_is() {
        let leaves = leaves(40);
        for after in 0..leaves.len() {
            for before in 0..=after {
                let proof = consistency(before, &leaves[..after]);
                let (old, new) = (root(&leaves[..before]), root(&leaves[..after]));
                let holds = |old: &Hash, new: &Hash, proof: &[Hash]| is_consistent(before as u64, old, after as u64, new, proof);
                assert!(holds(&old, &new, &proof), "{before} of {after}");
                if before == 0 {
                    continue;
                }
                assert!(!holds(&[1; 32], &new, &proof) && !holds(&old, &[1; 32], &proof), "{before} of {after}");
                let mut longer = proof.clone();
                longer.push([2; 32]);
                assert!(!holds(&old, &new, &longer), "{before} of {after}");
                for at in 0..proof.len() {
                    let mut other = proof.clone();
                    other[at][0] ^= 1;
                    assert!(!holds(&old, &new, &other) && !holds(&old, &new, &proof[..at]), "{before} of {after}");
                }
            }
        }
        assert!(!is_consistent(5, &root(&leaves[..5]), 3, &root(&leaves[..3]), &[]), "a tree does not shrink");
    }

    /// The published proofs of the certificate-transparency project over the eight leaves below.
    #[test]
    fn the_published_proofs_hold() {
        let hash = |text: &str| <Hash>::try_from(data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap()).unwrap();
        let eight = hash("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        let proofs: [(u64, &str, u64, &str, &[&str]); 3] = [
            (
                1,
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                8,
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
                &[
                    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
                ],
            ),
            (
                6,
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                8,
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
                &[
                    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                ],
            ),
            (
                2,
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                5,
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                &[
                    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                ],
            ),
        ];
        for (before, old, after, new, proof) in proofs {
            let proof: Vec<Hash> = proof.iter().map(|text| hash(text)).collect();
            assert!(is_consistent(before, &hash(old), after, &hash(new), &proof), "{before} of {after}");
            assert_eq!(consistency(usize::try_from(before).unwrap(), &published()[..usize::try_from(after).unwrap()]), proof);
        }
        assert_eq!(root(&published()), eight);
    }

    fn published() -> Vec<Hash> {
        let leaves: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        leaves.iter().map(|data| leaf(data)).collect()
    }

    /// The published vectors of the certificate-transparency project for these eight leaves.
    #[test]
    fn the_tree_is_the_one_that_the_standard_describes() {
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let hashed = published();
        for (count, expected) in (1..).zip(roots) {
            assert_eq!(data_encoding::HEXLOWER.encode(&root(&hashed[..count])), expected, "{count} leaves");
        }
        assert_eq!(
            data_encoding::HEXLOWER.encode(&root(&[])),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
