//! Many pieces of work on several cores, their results taken in the order of the pieces.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use crate::error::Failure;

/// How many results for each core may wait for one that takes long: this bounds the memory.
const WAITING: usize = 8;

/// The stack of a worker: as much as systems give to the first thread.
const STACK: usize = 8 << 20;

/// How many cores there are.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Works on each item, on `jobs` cores, and hands the results over in the order of the items until `take` says that it
/// wants no more.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(usize, &T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let jobs = jobs.min(items.len());
    if jobs < 2 {
        for (index, item) in items.iter().enumerate() {
            if !take(work(index, item))? {
                break;
            }
        }
        return Ok(());
    }
    // A piece of work and where its result is awaited.
    type Piece<R> = (usize, SyncSender<R>);
    let (send, receive) = mpsc::sync_channel::<Piece<R>>(jobs * WAITING);
    let receive = Mutex::new(receive);
    let next = |receive: &Mutex<Receiver<Piece<R>>>| receive.lock().ok()?.recv().ok();
    thread::scope(|scope| {
        let send = send;
        for _ in 0..jobs {
            let worker = || {
                while let Some((index, result)) = next(&receive) {
                    // Nobody awaits it any more once the taker has had enough.
                    let _ = result.send(work(index, &items[index]));
                }
            };
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, worker)
                .map_err(|error| {
                    Failure::Said(format!("无法启动线程（{error}），请用 --jobs 1。"))
                })?;
        }
        let mut awaited = VecDeque::new();
        for index in 0..items.len() {
            let (result, await_it) = mpsc::sync_channel(1);
            // Fails only when all workers are gone; then the result below is missing as well.
            let _ = send.send((index, result));
            awaited.push_back(await_it);
            if awaited.len() >= jobs * WAITING && !taken(&mut awaited, &mut take)? {
                return Ok(());
            }
        }
        while !awaited.is_empty() {
            if !taken(&mut awaited, &mut take)? {
                break;
            }
        }
        Ok(())
    })
}

fn taken<R>(
    awaited: &mut VecDeque<Receiver<R>>,
    take: &mut impl FnMut(R) -> Result<bool, Failure>,
) -> Result<bool, Failure> {
    let result = awaited.pop_front().and_then(|result| result.recv().ok());
    match result {
        Some(result) => take(result),
        None => Err(Failure::Said(
            "有一个线程意外停止，请用 --jobs 1 重试。".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_whatever_takes_long() {
        let items: Vec<usize> = (0..100).collect();
        for jobs in [1, 2, 7, 200] {
            let mut taken = Vec::new();
            let slow = |_: usize, item: &usize| {
                if item.is_multiple_of(13) {
                    thread::sleep(Duration::from_millis(5));
                }
                *item
            };
            let take = |item| {
                taken.push(item);
                Ok(true)
            };
            in_order(&items, jobs, slow, take).unwrap();
            assert_eq!(taken, items, "{jobs}");
        }
    }

    #[test]
    fn work_ends_soon_after_the_taker_has_had_enough() {
        let items: Vec<usize> = (0..10_000).collect();
        let begun = AtomicUsize::new(0);
        let count = |_: usize, _: &usize| begun.fetch_add(1, Ordering::Relaxed);
        let mut left = 10;
        let take = |_| {
            left -= 1;
            Ok(left > 0)
        };
        in_order(&items, 3, count, take).unwrap();
        assert!(begun.into_inner() <= 10 + 3 * WAITING * 2 + 3);
    }
}
