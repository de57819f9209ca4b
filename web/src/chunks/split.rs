//! Where the program is cut: each function here, and what only it reaches, becomes a chunk.
// The macro declares the imports through which a chunk is called.
#![allow(unsafe_code)]

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::Draw;

#[wasm_split(observing, fallible)]
pub fn observing() -> Result<Draw, SplitLoaderError> {
    Ok(super::observing::draw)
}

#[wasm_split(reading, fallible)]
pub fn reading() -> Result<Draw, SplitLoaderError> {
    Ok(super::reading::draw)
}

#[wasm_split(office, fallible)]
pub fn office() -> Result<Draw, SplitLoaderError> {
    Ok(super::office::draw)
}
