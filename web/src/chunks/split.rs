//! Where the program is cut: each function here, and what only it reaches, becomes a chunk.
// The macro declares the imports through which a chunk is called.
#![allow(unsafe_code)]

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{Draw, Provide};
use crate::offline::Cryptography;
use crate::text::read_pages;

#[wasm_split(inside, fallible)]
pub fn inside() -> Result<(Provide, Draw), SplitLoaderError> {
    Ok((super::inside::provide, super::inside::draw))
}

#[wasm_split(observing, fallible)]
pub fn observing() -> Result<Draw, SplitLoaderError> {
    read_pages();
    Ok(super::observing::draw)
}

#[wasm_split(reading, fallible)]
pub fn reading() -> Result<Draw, SplitLoaderError> {
    read_pages();
    Ok(super::reading::draw)
}

#[wasm_split(office, fallible)]
pub fn office() -> Result<Draw, SplitLoaderError> {
    read_pages();
    Ok(super::office::draw)
}

#[wasm_split(vault, fallible)]
pub fn vault() -> Result<Cryptography, SplitLoaderError> {
    Ok(Cryptography::of_chunk())
}

#[wasm_split(device, fallible)]
pub fn device() -> Result<Draw, SplitLoaderError> {
    read_pages();
    Ok(super::device::draw)
}
