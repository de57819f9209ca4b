pub mod frameworks;
