//! Where the nodes of all diagrams lie, each stored once.

use std::fmt;

/// A node, by number. Numbers below [`LEAVES`] are leaves, and mean themselves.
pub(super) type Id = u32;

/// Never; or nobody.
pub(super) const NO: Id = 0;
/// Always; or in the set.
pub(super) const YES: Id = 1;
/// Numbers below this are leaves.
pub(super) const LEAVES: Id = 1 << 14;
/// The level of a leaf: below all others.
pub(super) const BOTTOM: usize = u16::MAX as usize;

/// A diagram would have needed more nodes, or a count more digits, than allowed: the answer is
/// unknown, not no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeLimit;

impl fmt::Display for NodeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the diagrams grew past their limit")
    }
}

impl std::error::Error for NodeLimit {}

/// What was built, or that the limit was reached.
pub type Built<T> = Result<T, NodeLimit>;

/// The nodes of all diagrams over one list of levels.
#[derive(Clone, Debug)]
pub struct Diagrams {
    /// By level: how many values it has.
    arity: Vec<u8>,
    /// By inner node: its level, and where its children begin.
    inner: Vec<(u16, u32)>,
    children: Vec<Id>,
    /// Open addressing over the inner nodes, so that equal nodes are found; 0 is an empty place.
    unique: Vec<Id>,
    /// Remembered results: three numbers and what they gave. A newer one may push out an older.
    memory: Vec<[Id; 4]>,
    /// Children of the nodes being made, the innermost last.
    pub(super) pending: Vec<Id>,
    limit: usize,
    steps: u64,
}

/// Mixes one more number into a hash.
fn mix(hash: u64, key: Id) -> u64 {
    let hash = (hash ^ u64::from(key)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ hash >> 29
}

impl Diagrams {
    /// Diagrams over levels with these numbers of values, with at most `limit` nodes.
    pub fn new(arity: Vec<u8>, limit: usize) -> Self {
        Diagrams {
            arity,
            inner: Vec::new(),
            children: Vec::new(),
            unique: vec![NO; 1 << 10],
            memory: vec![[NO; 4]; 1 << 10],
            pending: Vec::new(),
            limit,
            steps: 0,
        }
    }

    /// How many values each level has.
    pub fn arity(&self) -> &[u8] {
        &self.arity
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.inner.len()
    }

    /// How many steps all operations together took: the same on every machine.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    pub(super) fn level_of(&self, id: Id) -> usize {
        match id.checked_sub(LEAVES) {
            None => BOTTOM,
            Some(place) => usize::from(self.inner[place as usize].0),
        }
    }

    /// The children, one for each value of the node's level; none for a leaf.
    pub(super) fn children_of(&self, id: Id) -> &[Id] {
        let Some(place) = id.checked_sub(LEAVES) else {
            return &[];
        };
        let (level, start) = self.inner[place as usize];
        let arity = self.arity[usize::from(level)];
        &self.children[start as usize..start as usize + usize::from(arity)]
    }

    /// One child of an inner node.
    pub(super) fn child_of(&self, id: Id, value: usize) -> Id {
        self.children[self.inner[(id - LEAVES) as usize].1 as usize + value]
    }

    /// The node at a level whose children are pending from a place on; made once, then found again.
    pub(super) fn intern(&mut self, level: usize, from: usize) -> Built<Id> {
        if self.inner.len() * 2 > self.unique.len() {
            self.grow();
        }
        let seed = mix(0, level as Id);
        let hash = self.pending[from..]
            .iter()
            .fold(seed, |hash, &child| mix(hash, child));
        let mask = self.unique.len() - 1;
        let mut slot = hash as usize & mask;
        while self.unique[slot] != NO {
            let found = self.unique[slot];
            if self.level_of(found) == level && *self.children_of(found) == self.pending[from..] {
                self.pending.truncate(from);
                return Ok(found);
            }
            slot = (slot + 1) & mask;
        }
        if self.inner.len() >= self.limit {
            self.pending.clear();
            return Err(NodeLimit);
        }
        let id = LEAVES + self.inner.len() as Id;
        self.inner.push((level as u16, self.children.len() as u32));
        self.children.extend_from_slice(&self.pending[from..]);
        self.pending.truncate(from);
        self.unique[slot] = id;
        Ok(id)
    }

    fn grow(&mut self) {
        let size = self.unique.len() * 4;
        self.unique = vec![NO; size];
        for place in 0..self.inner.len() {
            let id = LEAVES + place as Id;
            let seed = mix(0, self.level_of(id) as Id);
            let children = self.children_of(id).iter();
            let hash = children.fold(seed, |hash, &child| mix(hash, child));
            let mut slot = hash as usize & (size - 1);
            while self.unique[slot] != NO {
                slot = (slot + 1) & (size - 1);
            }
            self.unique[slot] = id;
        }
        let old = std::mem::replace(&mut self.memory, vec![[NO; 4]; size]);
        for known in old {
            let slot = self.slot([known[0], known[1], known[2]]);
            self.memory[slot] = known;
        }
    }

    fn slot(&self, key: [Id; 3]) -> usize {
        let hash = key.into_iter().fold(0, mix);
        hash as usize & (self.memory.len() - 1)
    }

    /// What an operation gave before. A key of three leaves is never asked for, so an empty place is
    /// never mistaken for a result.
    pub(super) fn remembered(&mut self, key: [Id; 3]) -> Option<Id> {
        self.steps += 1;
        let known = self.memory[self.slot(key)];
        (known[..3] == key).then_some(known[3])
    }

    pub(super) fn remember(&mut self, key: [Id; 3], result: Id) {
        let slot = self.slot(key);
        self.memory[slot] = [key[0], key[1], key[2], result];
    }
}
