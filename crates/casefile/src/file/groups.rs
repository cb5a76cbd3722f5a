//! Lists by number in one piece of memory: the facts of each kind, the facts that point to each fact, the teams that each fact names.

/// A list for each number from nought to some number.
#[derive(Debug, Clone)]
pub(super) struct Groups<T> {
    /// Where each list begins, and where the last one ends.
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy> Groups<T> {
    /// Sorts things into lists; each list keeps their order. What has a number beyond the last list is left out.
    pub(super) fn sort(lists: usize, things: &[(u32, T)]) -> Self {
        let mut starts = vec![0_u32; lists + 1];
        for (list, _) in things {
            if let Some(count) = starts.get_mut(*list as usize + 1) {
                *count += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let ends = starts.last().map_or(0, |end| *end as usize);
        let mut all: Vec<T> = things.first().map_or_else(Vec::new, |(_, any)| vec![*any; ends]);
        for (list, thing) in things.iter().filter(|(list, _)| (*list as usize) < lists) {
            let place = &mut next[*list as usize];
            all[*place as usize] = *thing;
            *place += 1;
        }
        Self { starts, all }
    }

    /// One of the lists.
    pub(super) fn list(&self, number: usize) -> &[T] {
        &self.all[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_keeps_the_order_in_which_its_things_came() {
        let groups = Groups::sort(3, &[(2, 'a'), (0, 'b'), (2, 'c'), (7, 'd')]);
        assert_eq!([groups.list(0), groups.list(1), groups.list(2)], [&['b'][..], &[], &['a', 'c']]);
    }
}
