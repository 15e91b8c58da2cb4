//! The program in a browser. What arrives takes one way: route → limits → audit → page or JSON.
//!
//! Nothing that is sent in is looked at in this process. A file goes by a pipe to a [`worker`], a process of its own with
//! bounds, which reads and audits it and lays the findings out; what comes back is kept in memory for some minutes.
//!
//! [`Books`] are another matter: one officer's own, on her own machine, opened with a key.

mod audit;
mod books;
mod caller;
mod event;
mod limits;
mod listen;
mod page;
mod quota;
mod refusal;
mod results;
mod route;
mod sample;
mod settings;
mod upload;
mod wire;
mod worker;

pub use books::{Books, FindProfile, Means};
pub use caller::Peer;
pub use event::{Event, Served};
pub use limits::Limits;
pub use listen::{ServeError, listen, serve};
pub use route::router;
pub use sample::Sample;
pub use settings::Settings;
pub use worker::{ARGUMENT, worker};
