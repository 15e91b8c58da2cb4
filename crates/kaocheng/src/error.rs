//! What stopped a command, told once, at the edge.

pub(crate) use work::Failure;

/// Tells the user.
pub(crate) fn report(failure: &Failure) {
    let told = failure.to_string();
    anstream::eprintln!("错误：{}", review::plain(&told));
}
