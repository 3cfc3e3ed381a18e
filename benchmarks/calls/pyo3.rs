// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
//! The same module by PyO3, with the work of work.hpp in Rust.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use pyo3::buffer::PyBuffer;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCFunction, PyDict, PyList, PyTuple};

#[pyfunction]
fn nothing() {}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn next(a: i32) -> i64 {
    i64::from(a) + 1
}

#[pyfunction]
fn next_named(a: i32) -> i64 {
    i64::from(a) + 1
}

#[pyfunction]
#[pyo3(signature = (a, b, /))]
fn add(a: i32, b: i32) -> i64 {
    i64::from(a) + i64::from(b)
}

#[pyfunction]
fn add_named(a: i32, b: i32) -> i64 {
    i64::from(a) + i64::from(b)
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn half(a: f64) -> f64 {
    a / 2.0
}

#[pyfunction]
fn half_named(a: f64) -> f64 {
    a / 2.0
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn length(a: &str) -> usize {
    a.len()
}

#[pyfunction]
fn length_named(a: &str) -> usize {
    a.len()
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn echo(a: String) -> String {
    a
}

#[pyfunction]
fn echo_named(a: String) -> String {
    a
}

#[pyfunction]
#[pyo3(signature = (a, b=2))]
fn scale(a: i32, b: i32) -> i64 {
    i64::from(a) * i64::from(b)
}

#[pyfunction]
fn margins(left: i32, right: i32, bottom: i32, top: i32) -> i64 {
    i64::from(right) - i64::from(left) + i64::from(top) - i64::from(bottom)
}

fn sum_of_six(a: i32, b: i32, c: f64, d: f64, e: bool, f: &str) -> f64 {
    let sum = f64::from(a + b) + c * d;
    if e { sum } else { sum + f.len() as f64 }
}

#[pyfunction]
#[pyo3(signature = (a, b, /, c, d=1.5, *, e=true, f="x"))]
fn mixed(a: i32, b: i32, c: f64, d: f64, e: bool, f: &str) -> f64 {
    sum_of_six(a, b, c, d, e, f)
}

#[pyfunction]
#[pyo3(signature = (a, b, c, d, e, f, /))]
fn six(a: i32, b: i32, c: f64, d: f64, e: bool, f: &str) -> f64 {
    sum_of_six(a, b, c, d, e, f)
}

#[pyfunction]
fn six_named(a: i32, b: i32, c: f64, d: f64, e: bool, f: &str) -> f64 {
    sum_of_six(a, b, c, d, e, f)
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn fail(a: i32) -> PyResult<i32> {
    if a < 0 { Err(PyValueError::new_err("negative")) } else { Ok(a) }
}

#[pyfunction]
#[pyo3(signature = (map, key, /))]
fn look_up<'py>(map: &Bound<'py, PyAny>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    map.get_item(key)
}

#[pyfunction]
#[pyo3(signature = (callable, /))]
fn catches(callable: &Bound<'_, PyAny>) -> PyResult<bool> {
    match callable.call0() {
        Ok(_) => Ok(false),
        Err(error) if error.is_instance_of::<PyValueError>(callable.py()) => Ok(true),
        Err(error) => Err(error),
    }
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn bytes_size(a: &[u8]) -> usize {
    a.len()
}

#[pyfunction]
#[pyo3(signature = (count, /))]
fn zeros(py: Python<'_>, count: i32) -> Bound<'_, PyBytes> {
    PyBytes::new(py, &vec![0u8; count as usize])
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn sum_ints(a: Vec<i64>) -> i64 {
    a.iter().sum()
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn sum_floats(a: Vec<f64>) -> f64 {
    a.iter().sum()
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn ends(a: PyBuffer<f64>) -> PyResult<f64> {
    if a.dimensions() != 1 || !a.is_c_contiguous() {
        return Err(PyTypeError::new_err("expected a row of doubles"));
    }
    let row = unsafe { std::slice::from_raw_parts(a.buf_ptr().cast::<f64>(), a.item_count()) };
    Ok(row.first().zip(row.last()).map_or(0.0, |(first, last)| first + last))
}

#[pyfunction]
#[pyo3(signature = (count, /))]
fn ints(count: i32) -> Vec<i64> {
    static ALL: LazyLock<Vec<i64>> = LazyLock::new(|| (0..100_000).map(|i| 1000 + i).collect());
    ALL[..count as usize].to_vec()
}

#[pyfunction]
#[pyo3(signature = (count, /))]
fn floats(count: i32) -> Vec<f64> {
    static ALL: LazyLock<Vec<f64>> = LazyLock::new(|| (0..100_000).map(|i| f64::from(i) / 2.0).collect());
    ALL[..count as usize].to_vec()
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn twice(a: (i32, f64)) -> (i32, f64) {
    (a.0 * 2, a.1 * 2.0)
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn maybe(a: Option<i32>) -> Option<i32> {
    a
}

#[pyfunction]
#[pyo3(signature = (a, /))]
fn total(a: BTreeMap<String, i32>) -> i64 {
    a.values().map(|value| i64::from(*value)).sum()
}

#[pyfunction]
fn counts(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    static TEN: LazyLock<BTreeMap<String, i32>> =
        LazyLock::new(|| (0..10).map(|i| (format!("key number {i}"), i)).collect());
    (&*TEN).into_pyobject(py)
}

#[pyfunction]
#[pyo3(signature = (callable, /))]
fn call_positional<'py>(callable: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    callable.call1((1, 2))
}

#[pyfunction]
#[pyo3(signature = (callable, /))]
fn call_keyword<'py>(callable: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let keywords = PyDict::new(callable.py());
    keywords.set_item(intern!(callable.py(), "b"), 2)?;
    callable.call((1,), Some(&keywords))
}

#[pyfunction]
#[pyo3(signature = (list, /))]
fn call_method<'py>(list: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    list.call_method1(intern!(list.py(), "append"), (1,))
}

#[pyfunction]
#[pyo3(signature = (object, /))]
fn get_value<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    object.getattr(intern!(object.py(), "value"))
}

#[pyfunction]
#[pyo3(signature = (object, /))]
fn set_value(object: &Bound<'_, PyAny>) -> PyResult<()> {
    object.setattr(intern!(object.py(), "value"), 1)
}

#[pyfunction]
#[pyo3(signature = (object, /))]
fn get_key<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    object.get_item(intern!(object.py(), "value"))
}

#[pyfunction]
#[pyo3(signature = (object, /))]
fn set_key(object: &Bound<'_, PyAny>) -> PyResult<()> {
    object.set_item(intern!(object.py(), "value"), 1)
}

#[pyfunction]
#[pyo3(signature = (list, /))]
fn get_index<'py>(list: &Bound<'py, PyList>) -> PyResult<Bound<'py, PyAny>> {
    list.get_item(1)
}

fn is_attached() -> bool {
    Python::attach(|py| unsafe { ffi::Py_REFCNT(py.None().as_ptr()) > 0 })
}

#[pyfunction]
#[pyo3(signature = (count, /))]
fn attach(count: i32) -> isize {
    (0..count).map(|_| isize::from(is_attached())).sum()
}

#[pyfunction]
#[pyo3(signature = (count, /))]
fn detach(py: Python<'_>, count: i32) -> isize {
    (0..count).map(|_| py.detach(|| 1)).sum()
}

#[pyfunction]
#[pyo3(signature = (count, /))]
fn detach_attach(py: Python<'_>, count: i32) -> isize {
    (0..count).map(|_| py.detach(|| isize::from(is_attached()))).sum()
}

#[pyfunction]
#[pyo3(signature = (kept, /))]
fn adder(py: Python<'_>, kept: i32) -> PyResult<Bound<'_, PyCFunction>> {
    PyCFunction::new_closure(py, None, None, move |arguments: &Bound<'_, PyTuple>, _: Option<&Bound<'_, PyDict>>| {
        let (a,): (i32,) = arguments.extract()?;
        PyResult::Ok(i64::from(a) + i64::from(kept))
    })
}

#[pymodule(gil_used = false)]
mod pyo3_calls {
    #[pymodule_export]
    use super::{
        add, add_named, adder, attach, bytes_size, call_keyword, call_method, call_positional, catches, counts,
        detach, detach_attach, echo, echo_named, fail, floats, get_index, get_key, get_value, half, half_named, ints,
        length, length_named, look_up, margins, maybe, mixed, next, next_named, nothing, scale,
        set_key, set_value, six, six_named, ends, sum_floats, sum_ints, total, twice, zeros,
    };
}
