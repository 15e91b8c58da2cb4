//! Who writes: on SQLite one task that puts what waits into one transaction, on PostgreSQL everybody for themselves.

use std::sync::Arc;

use sqlx::{AnyConnection, AnyPool, Connection as _};
use tokio::sync::{mpsc, oneshot};

use crate::Failure;
use crate::commitment::Commitment;
use crate::engine::{Engine, Pools};

/// The most commits that share one transaction.
const GROUP: usize = 64;

/// What came of a commit: which book it was, and its version now.
type Answer = Result<(i64, i64), Failure>;

#[derive(Debug)]
pub(crate) struct Job {
    commitment: Arc<Commitment>,
    answer: oneshot::Sender<Answer>,
}

/// The way to write.
#[derive(Debug)]
pub(crate) enum Writer {
    /// One writes for all.
    Group(mpsc::Sender<Job>),
    /// Each through a connection of its own.
    Alone(AnyPool),
}

impl Writer {
    /// Begins to write; on SQLite a task of the runtime this is called in.
    pub(crate) fn new(engine: Engine, pools: &Pools) -> Self {
        match engine {
            Engine::Postgres => Self::Alone(pools.writer.clone()),
            Engine::Sqlite => {
                let (sender, jobs) = mpsc::channel(GROUP * 4);
                tokio::spawn(serve(pools.writer.clone(), jobs));
                Self::Group(sender)
            }
        }
    }

    /// Writes a commit; it is on the disk when this returns.
    pub(crate) async fn write(&self, commitment: Commitment) -> Answer {
        match self {
            Self::Alone(pool) => {
                let mut conn = pool.acquire().await?;
                alone(&mut conn, Engine::Postgres, &commitment).await
            }
            Self::Group(sender) => {
                let (answer, told) = oneshot::channel();
                let commitment = Arc::new(commitment);
                let gone = || Failure::Lost("写入已停止".to_owned());
                let sent = sender.send(Job { commitment, answer }).await;
                sent.map_err(|_| gone())?;
                told.await.map_err(|_| gone())?
            }
        }
    }
}

/// Writes what waits, group by group, until nobody can ask any more.
async fn serve(pool: AnyPool, mut jobs: mpsc::Receiver<Job>) {
    while let Some(first) = jobs.recv().await {
        let mut group = vec![first];
        while group.len() < GROUP
            && let Ok(next) = jobs.try_recv()
        {
            group.push(next);
        }
        let answers = match pool.acquire().await {
            Ok(mut conn) => answers(&mut conn, &group).await,
            Err(error) => {
                let said = error.to_string();
                let lost = || Err(Failure::Lost(said.clone()));
                group.iter().map(|_| lost()).collect()
            }
        };
        for (job, answer) in group.into_iter().zip(answers) {
            // Whoever asked may be gone; it is written all the same.
            let _ = job.answer.send(answer);
        }
    }
}

async fn answers(conn: &mut AnyConnection, group: &[Job]) -> Vec<Answer> {
    if group.len() > 1
        && let Ok(answers) = together(conn, group).await
    {
        return answers;
    }
    // One alone, or one that spoilt it for the others: each for itself.
    let mut answers = Vec::new();
    for job in group {
        answers.push(alone(conn, Engine::Sqlite, &job.commitment).await);
    }
    answers
}

/// Several commits in one transaction; those that came too late leave nothing behind.
async fn together(conn: &mut AnyConnection, group: &[Job]) -> Result<Vec<Answer>, Failure> {
    let mut whole = conn.begin_with(Engine::Sqlite.begin()).await?;
    let mut answers = Vec::new();
    for job in group {
        let mut part = whole.begin().await?;
        match job.commitment.write(&mut part, Engine::Sqlite).await {
            Ok(done) => {
                part.commit().await?;
                answers.push(Ok(done));
            }
            Err(refused @ (Failure::Moved | Failure::Taken(_))) => {
                part.rollback().await?;
                answers.push(Err(refused));
            }
            Err(other) => return Err(other),
        }
    }
    whole.commit().await?;
    Ok(answers)
}

async fn alone(conn: &mut AnyConnection, engine: Engine, commitment: &Commitment) -> Answer {
    let mut whole = conn.begin_with(engine.begin()).await?;
    let done = commitment.write(&mut whole, engine).await?;
    whole.commit().await.map_err(|error| match error.into() {
        Failure::Lost(said) => Failure::Doubtful(said),
        other => other,
    })?;
    Ok(done)
}
